import type { Encryption } from '../../probes/wire/facts.ts'
import { wire } from '../../probes/wire/wire.ts'
import { ciphers, type Cipher, type ClaimColumn, type ProjectFact } from './claim.ts'
import {
  decide,
  factsOfCni,
  isSome,
  linksTo,
  withoutFacts,
  type ClaimInputs,
  type RowRules,
  type Rule,
} from './rule.ts'

interface OfVariant extends Encryption {
  readonly variant: string
}

export const encryptionRules: RowRules = {
  flannel: byProject('flannel', 'flannel-backends'),
  calico: byProject('calico', 'calico-wireguard'),
  cilium: transparent,
}

const encryptionOf = (inputs: ClaimInputs, cni: ClaimColumn): readonly OfVariant[] =>
  factsOfCni(inputs, cni, wire).map(({ variant, facts }) => ({ variant, ...facts.encryption }))

const namesOf = (some: readonly OfVariant[]): readonly string[] => some.map(({ variant }) => variant)

/** Decided by what the project offers; the run adds what it saw. */
function byProject(cni: ClaimColumn, fact: ProjectFact): Rule {
  return (inputs) => {
    const known = encryptionOf(inputs, cni).filter(({ observed }) => observed !== 'unknown')
    const named = (wanted: Encryption['observed']) => namesOf(known.filter(({ observed }) => observed === wanted))
    const reason = { code: 'project-encryption', cni, encrypted: named('encrypted'), clear: named('clear') } as const
    return decide('refuted', reason, [{ fact }, ...linksTo(wire, known)])
  }
}

function transparent(inputs: ClaimInputs) {
  const all = encryptionOf(inputs, 'cilium')
  const encrypted = all.filter(({ observed }) => observed === 'encrypted')
  const configured = all.filter((each) => each.configured !== 'none')
  const broken = configured.filter(({ observed }) => observed === 'clear')
  const first = encrypted[0]?.variant
  if (broken.length > 0) {
    const reason = { code: 'clear-text', variants: namesOf(broken), encrypted: first } as const
    return decide(first === undefined ? 'refuted' : 'partly', reason, linksTo(wire, [...encrypted, ...broken]))
  }
  if (isSome(encrypted)) {
    const used = ciphers.filter((cipher) => encrypted.some((each) => each.configured === cipher))
    const untested = used.length > 0 ? ciphers.filter((cipher) => !used.includes(cipher)) : []
    const reason = { code: 'encrypted', variant: encrypted[0].variant, ciphers: used, untested } as const
    return decide('confirmed', reason, linksTo(wire, encrypted))
  }
  const kernel = inputs.run.environment.kernelFeatures ?? {}
  const lacking = ciphers.filter((cipher) => kernel[features[cipher]] === false)
  if (lacking.length === ciphers.length) return decide('not-testable', { code: 'kernel-lacks', lacking })
  if (configured.length > 0) {
    const reason = { code: 'wire-inconclusive', variants: namesOf(configured) } as const
    return decide('not-tested', reason, linksTo(wire, configured))
  }
  const own = inputs.run.variants.filter(({ cni }) => cni === 'cilium')
  if (own.length === 0 || own.some((each) => each.configured.encryption)) return withoutFacts(inputs, 'cilium', wire)
  const variants = ciphers.filter((cipher) => !lacking.includes(cipher)).map((cipher) => `cilium/vxlan+${cipher}`)
  return decide('not-tested', { code: 'variant-needed', variants, lacking })
}

/** What the kernel needs for each. */
const features: Readonly<Record<Cipher, string>> = { wireguard: 'wireguard', ipsec: 'esp' }
