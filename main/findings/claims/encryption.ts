import type { Cipher, ProjectFact } from '../evidence/claims.ts'
import type { EncryptionEvidence } from '../evidence/encryption.ts'
import {
  confirmed,
  decide,
  linksTo,
  linkTo,
  ofCni,
  withoutEvidence,
  type ClaimDecision,
  type ClaimInputs,
  type RowRules,
} from './rule.ts'

export const encryptionRules: RowRules = {
  flannel: byProject('flannel', 'flannel-backends'),
  calico: byProject('calico', 'calico-wireguard'),
  cilium: transparent,
}

/** Decided by what the project offers; the run adds what it saw. */
function byProject(cni: 'flannel' | 'calico', fact: ProjectFact) {
  return (inputs: ClaimInputs): ClaimDecision => {
    const known = ofCni(inputs, cni, inputs.evidence.encryption).filter(({ observed }) => observed !== 'unknown')
    const named = (observed: EncryptionEvidence['observed']) =>
      known.filter((each) => each.observed === observed).map(({ variant }) => variant)
    const reason = { code: 'project-encryption', cni, encrypted: named('encrypted'), clear: named('clear') } as const
    return decide('refuted', reason, [{ part: 'project', fact }, ...linksTo('encryption', known)])
  }
}

function transparent(inputs: ClaimInputs): ClaimDecision {
  const evidence = ofCni(inputs, 'cilium', inputs.evidence.encryption)
  const [first, ...more] = evidence.filter(({ observed }) => observed === 'encrypted')
  const broken = evidence.filter(({ configured, observed }) => configured !== 'none' && observed === 'clear')
  if (broken.length > 0) {
    const variants = broken.map(({ variant }) => variant)
    const encrypted = first ? { encrypted: first.variant } : {}
    const links = linksTo('encryption', first ? [first, ...more, ...broken] : broken)
    return decide(first ? 'partly' : 'refuted', { code: 'clear-text', variants, ...encrypted }, links)
  }
  if (first) {
    const configured = [first, ...more].map((each) => each.configured)
    const ciphers = allCiphers.filter((cipher) => configured.includes(cipher))
    const untested = ciphers.length > 0 ? allCiphers.filter((cipher) => !configured.includes(cipher)) : []
    const reason = { code: 'encrypted', variant: first.variant, ciphers, untested } as const
    return confirmed(reason, linkTo('encryption', first.variant), ...linksTo('encryption', more))
  }
  return withoutEncrypted(inputs, evidence)
}

const allCiphers: readonly Cipher[] = ['wireguard', 'ipsec']

/** What the kernel needs for each. */
const features: Readonly<Record<Cipher, string>> = { wireguard: 'wireguard', ipsec: 'esp' }

function withoutEncrypted(inputs: ClaimInputs, evidence: readonly EncryptionEvidence[]): ClaimDecision {
  const kernel = inputs.run.environment.kernelFeatures ?? {}
  const lacking = allCiphers.filter((cipher) => kernel[features[cipher]] === false)
  if (lacking.length === allCiphers.length) return decide('not-testable', { code: 'kernel-lacks', lacking })
  const inconclusive = evidence.filter(({ configured }) => configured !== 'none')
  if (inconclusive.length > 0) {
    const variants = inconclusive.map(({ variant }) => variant)
    return decide('not-tested', { code: 'wire-inconclusive', variants }, linksTo('encryption', inconclusive))
  }
  if (inputs.run.variants.every(({ cni }) => cni !== 'cilium')) return withoutEvidence(inputs, 'cilium', 'wire')
  const variants = allCiphers.filter((cipher) => !lacking.includes(cipher)).map((cipher) => `cilium/vxlan+${cipher}`)
  return decide('not-tested', { code: 'variant-needed', variants, lacking })
}
