import type { Encryption } from '../../probes/wire/facts.ts'
import { wire } from '../../probes/wire/wire.ts'
import type { Cipher, ClaimColumn, ProjectFact } from './claim.ts'
import {
  confirmed,
  decide,
  factsOfCni,
  linksTo,
  linkTo,
  withoutFacts,
  type ClaimDecision,
  type ClaimInputs,
  type RowRules,
} from './rule.ts'

interface OfVariant extends Encryption {
  readonly variant: string
}

const encryptionOf = (inputs: ClaimInputs, cni: ClaimColumn): readonly OfVariant[] =>
  factsOfCni(inputs, cni, wire).map(({ variant, facts }) => ({ variant, ...facts.encryption }))

export const encryptionRules: RowRules = {
  flannel: byProject('flannel', 'flannel-backends'),
  calico: byProject('calico', 'calico-wireguard'),
  cilium: transparent,
}

/** Decided by what the project offers; the run adds what it saw. */
function byProject(cni: 'flannel' | 'calico', fact: ProjectFact) {
  return (inputs: ClaimInputs): ClaimDecision => {
    const known = encryptionOf(inputs, cni).filter(({ observed }) => observed !== 'unknown')
    const named = (observed: Encryption['observed']) =>
      known.filter((each) => each.observed === observed).map(({ variant }) => variant)
    const reason = { code: 'project-encryption', cni, encrypted: named('encrypted'), clear: named('clear') } as const
    return decide('refuted', reason, [{ fact }, ...linksTo(wire, known)])
  }
}

function transparent(inputs: ClaimInputs): ClaimDecision {
  const all = encryptionOf(inputs, 'cilium')
  const [first, ...more] = all.filter(({ observed }) => observed === 'encrypted')
  const broken = all.filter(({ configured, observed }) => configured !== 'none' && observed === 'clear')
  if (broken.length > 0) {
    const variants = broken.map(({ variant }) => variant)
    const encrypted = first ? { encrypted: first.variant } : {}
    const links = linksTo(wire, first ? [first, ...more, ...broken] : broken)
    return decide(first ? 'partly' : 'refuted', { code: 'clear-text', variants, ...encrypted }, links)
  }
  if (first) {
    const configured = [first, ...more].map((each) => each.configured)
    const ciphers = allCiphers.filter((cipher) => configured.includes(cipher))
    const untested = ciphers.length > 0 ? allCiphers.filter((cipher) => !configured.includes(cipher)) : []
    const reason = { code: 'encrypted', variant: first.variant, ciphers, untested } as const
    return confirmed(reason, linkTo(wire, first.variant), ...linksTo(wire, more))
  }
  return withoutEncrypted(inputs, all)
}

const allCiphers: readonly Cipher[] = ['wireguard', 'ipsec']

/** What the kernel needs for each. */
const features: Readonly<Record<Cipher, string>> = { wireguard: 'wireguard', ipsec: 'esp' }

function withoutEncrypted(inputs: ClaimInputs, all: readonly OfVariant[]): ClaimDecision {
  const kernel = inputs.run.environment.kernelFeatures ?? {}
  const lacking = allCiphers.filter((cipher) => kernel[features[cipher]] === false)
  if (lacking.length === allCiphers.length) return decide('not-testable', { code: 'kernel-lacks', lacking })
  const inconclusive = all.filter(({ configured }) => configured !== 'none')
  if (inconclusive.length > 0) {
    const variants = inconclusive.map(({ variant }) => variant)
    return decide('not-tested', { code: 'wire-inconclusive', variants }, linksTo(wire, inconclusive))
  }
  const own = inputs.run.variants.filter(({ cni }) => cni === 'cilium')
  if (own.length === 0 || own.some(({ configured }) => configured.encryption))
    return withoutFacts(inputs, 'cilium', wire)
  const variants = allCiphers.filter((cipher) => !lacking.includes(cipher)).map((cipher) => `cilium/vxlan+${cipher}`)
  return decide('not-tested', { code: 'variant-needed', variants, lacking })
}
