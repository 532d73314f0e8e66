import type { EncryptionEvidence } from '../evidence/encryption.ts'
import { listOf } from '../wording.ts'
import type { ClaimGrounds } from './check-claims.ts'
import {
  allSeenIn,
  confirmed,
  fromProject,
  judged,
  notLookedAt,
  ofCni,
  seenIn,
  type Judgement,
  type RowRules,
} from './rule.ts'

export const encryptionRules: RowRules = { flannel: none, calico: ipsec, cilium: transparent }

const flannelBackends = fromProject(
  'Flannel, Documentation/backends.md: wireguard is a recommended backend; ipsec is experimental.',
)
const calicoWireguard = fromProject(
  'Calico, FelixConfiguration: wireguardEnabled is there, nothing for IPsec; felix/config/metadata.go calls its one IPsec setting a leftover of tests.',
)

/** Both are decided by what the projects offer; the run adds what it saw. */
function none(grounds: ClaimGrounds): Judgement {
  return judged('refuted', `Flannel has a WireGuard backend. ${seenOf(grounds, 'flannel')}`, [
    flannelBackends,
    ...linksOf(grounds, 'flannel'),
  ])
}

function ipsec(grounds: ClaimGrounds): Judgement {
  return judged('refuted', `Open-source Calico has no IPsec; what it has is WireGuard. ${seenOf(grounds, 'calico')}`, [
    calicoWireguard,
    ...linksOf(grounds, 'calico'),
  ])
}

const known = (grounds: ClaimGrounds, cni: 'flannel' | 'calico' | 'cilium'): readonly EncryptionEvidence[] =>
  ofCni(grounds, cni, grounds.evidence.encryption).filter(({ observed }) => observed !== 'unknown')

const linksOf = (grounds: ClaimGrounds, cni: 'flannel' | 'calico') => allSeenIn('encryption', known(grounds, cni))

function seenOf(grounds: ClaimGrounds, cni: 'flannel' | 'calico'): string {
  const evidence = known(grounds, cni)
  const named = (observed: EncryptionEvidence['observed']) =>
    listOf(evidence.filter((each) => each.observed === observed).map(({ variant }) => variant))
  const encrypted = named('encrypted')
  const clear = named('clear')
  if (!encrypted && !clear) return 'This run shows neither.'
  const parts = [
    ...(encrypted ? [`encrypted with ${encrypted}`] : []),
    ...(clear ? [`in clear text with ${clear}`] : []),
  ]
  return `In this run Pod traffic between nodes is ${listOf(parts)}.`
}

function transparent(grounds: ClaimGrounds): Judgement {
  const evidence = ofCni(grounds, 'cilium', grounds.evidence.encryption)
  const [first, ...more] = evidence.filter(({ observed }) => observed === 'encrypted')
  const broken = evidence.filter(({ configured, observed }) => configured !== 'none' && observed === 'clear')
  if (broken.length > 0) {
    const names = listOf(broken.map(({ variant }) => variant))
    const because = `${names}: encryption was asked for, and Pod traffic between nodes was read in clear text.`
    return first
      ? judged(
          'partly',
          `${because} Encrypted: ${first.variant}.`,
          allSeenIn('encryption', [first, ...more, ...broken]),
        )
      : judged('refuted', because, allSeenIn('encryption', broken))
  }
  if (first) {
    const ways = [...new Set([first, ...more].map(({ configured }) => wayNames[configured]))]
    const rest = Object.values(wayNames).filter((name) => name !== wayNames.none && !ways.includes(name))
    const untried = rest.length > 0 && !ways.includes(wayNames.none) ? ` Not in this run: ${listOf(rest)}.` : ''
    const because = `Pod traffic between nodes of ${first.variant} is encrypted on the wire (${listOf(ways)}).${untried}`
    return confirmed(because, seenIn('encryption', first.variant), ...allSeenIn('encryption', more))
  }
  return withoutEncrypted(grounds, evidence)
}

const wayNames = { none: 'not asked for', wireguard: 'WireGuard', ipsec: 'IPsec' } as const

function withoutEncrypted(grounds: ClaimGrounds, evidence: readonly EncryptionEvidence[]): Judgement {
  const features = grounds.run.environment.kernelFeatures ?? {}
  const lacking = [
    ...(features.wireguard === false ? ['WireGuard'] : []),
    ...(features.esp === false ? ['IPsec’s ESP'] : []),
  ]
  if (lacking.length === 2)
    return judged('not-testable', `The kernel that the nodes run on has neither ${lacking.join(' nor ')}.`)
  const asked = evidence.filter(({ configured }) => configured !== 'none')
  if (asked.length > 0) {
    const names = listOf(asked.map(({ variant }) => variant))
    return judged(
      'not-tested',
      `What the wire of ${names} shows proves nothing either way.`,
      allSeenIn('encryption', asked),
    )
  }
  if (grounds.run.variants.every(({ cni }) => cni !== 'cilium')) return notLookedAt(grounds, 'cilium', 'wire')
  const possible = [
    ...(features.wireguard === false ? [] : ['cilium/vxlan+wireguard']),
    ...(features.esp === false ? [] : ['cilium/vxlan+ipsec']),
  ]
  const missing = lacking.length > 0 ? ` The kernel lacks ${listOf(lacking)}.` : ''
  return judged('not-tested', `It takes ${possible.join(' or ')}, which is not in this run.${missing}`)
}
