import type {
  CalicoMode,
  Cipher,
  ClaimColumn,
  ClaimReason,
  EnforcementReason,
  Layer7Result,
  Measure,
  Place,
  Unseen,
} from '../../findings/claims/claim.ts'
import type { CapabilityId } from '../../probes/observability/facts.ts'
import { baselineWords, explanationOf } from '../../probes/policy/words.ts'
import { reasonOf } from '../../probes/observability/words.ts'
import { claimRowTitles, claimVerdictTitles, cniTitles } from './claims.ts'
import { asSentence, counted, listOf } from './text.ts'

type Of<Code extends ClaimReason['code']> = Extract<ClaimReason, { code: Code }>

/** Why a claim's verdict is what it is, in whole sentences. */
export function claimReasonText(reason: ClaimReason): string {
  switch (reason.code) {
    case 'cni-absent':
      return `${cniTitles[reason.cni]} is not in this run.`
    case 'probe-failed':
      return `The probe ${reason.probe} failed on ${reason.variant}: ${asSentence(reason.message)}`
    case 'no-result':
      return `No result of the probe ${reason.probe} for ${cniTitles[reason.cni]} is in this run.`
    case 'variant-needed':
      return `It takes ${reason.variants.join(' or ')}, which is not in this run.${kernelWords(reason.lacking)}`
    case 'vxlan-seen':
    case 'vxlan-not-seen':
    case 'modes-seen':
    case 'no-mode-seen':
    case 'ebpf-seen':
    case 'no-ebpf-seen':
      return networkingText(reason)
    case 'enforcement':
    case 'layers':
    case 'policy-baseline':
    case 'policy-undecided':
      return policyText(reason)
    case 'comparisons':
    case 'not-ranked':
    case 'not-comparable':
      return performanceText(reason)
    case 'project-encryption':
    case 'clear-text':
    case 'encrypted':
    case 'kernel-lacks':
    case 'wire-inconclusive':
      return encryptionText(reason)
    case 'tools-show':
    case 'no-flows-shown':
    case 'not-seen':
      return observabilityText(reason)
    case 'all-needed':
      return `Low, medium and highest are relative, and take all three in one run. ${claimReasonText(reason.because)}`
    case 'place':
      return placeText(reason)
    case 'opinion':
      return opinionText(reason)
  }
}

const kernelWords = (lacking: readonly Cipher[]): string =>
  lacking.length > 0 ? ` The kernel lacks ${listOf(lacking.map((cipher) => kernelFeatures[cipher]))}.` : ''

const cipherTitles: Readonly<Record<Cipher, string>> = { wireguard: 'WireGuard', ipsec: 'IPsec' }
const kernelFeatures: Readonly<Record<Cipher, string>> = { wireguard: 'WireGuard', ipsec: 'IPsec’s ESP' }
const modeTitles: Readonly<Record<CalicoMode, string>> = { bgp: 'BGP', vxlan: 'VXLAN', ipip: 'IP-in-IP' }

function networkingText(
  reason: Of<'vxlan-seen' | 'vxlan-not-seen' | 'modes-seen' | 'no-mode-seen' | 'ebpf-seen' | 'no-ebpf-seen'>,
): string {
  switch (reason.code) {
    case 'vxlan-seen': {
      const seen = `Packets of ${reason.variant} travel between nodes in VXLAN to UDP port ${String(reason.port)}.`
      return reason.without.length === 0
        ? seen
        : `${seen} VXLAN is one backend among others: those of ${listOf(reason.without)} travel without it.`
    }
    case 'vxlan-not-seen':
      return `${reason.variant} is configured for VXLAN, and its packets were seen to travel otherwise (${reason.kind}).`
    case 'modes-seen': {
      const names = listOf(reason.seen.map((mode) => modeTitles[mode]))
      const missing = reason.missing.map(({ mode, variant }) => `${modeTitles[mode]} (takes ${variant})`)
      return missing.length === 0
        ? `All three were seen: ${names}.`
        : `${names} was seen. Not tested in this run: ${listOf(missing)}.`
    }
    case 'no-mode-seen':
      return 'No variant of this run shows BGP, VXLAN or IP-in-IP.'
    case 'ebpf-seen':
      return `${reason.variant} has eBPF programs of Cilium on interfaces of its nodes (links in /sys/fs/bpf).`
    case 'no-ebpf-seen':
      return 'The nodes show no eBPF program; not seen is not absent.'
  }
}

function policyText(reason: Of<'enforcement' | 'layers' | 'policy-baseline' | 'policy-undecided'>): string {
  switch (reason.code) {
    case 'enforcement':
      return enforcementText(reason)
    case 'layers':
      return `Layers 3 and 4: ${enforcementText(reason.lower)} Layer 7: ${layer7Text(reason.upper)}`
    case 'policy-baseline':
      return baselineWords(reason.baseline)
    case 'policy-undecided':
      return `The cases on ${reason.variant} decide nothing: ${counted(reason.unknown, 'case')} of ${String(reason.judged)} could not be judged.`
  }
}

function enforcementText({ variant, enforcement, judged, match, ...counts }: EnforcementReason): string {
  const unknown = counts.unknown > 0 ? `, ${String(counts.unknown)} without a result` : ''
  const cases = counted(judged, 'case')
  const asSpecified = `${String(match)} of ${cases} as specified${unknown}`
  const unenforced = `what should be denied was allowed in ${String(counts.notEnforced)} of ${cases}`
  switch (enforcement) {
    case 'full':
      return `${variant} enforces all that was tested: ${asSpecified}.`
    case 'partial':
      return match > 0
        ? `${variant} enforces NetworkPolicies in part: ${asSpecified}.`
        : `${variant} enforces no case as a whole: ${unenforced}, and in part in ${String(counts.deviating)}.`
    case 'none':
      return `${variant} enforces no NetworkPolicy at all: the API server takes policies, and ${unenforced}.`
  }
}

function layer7Text({ outcome, case: http }: Layer7Result): string {
  const explanation = http && explanationOf(http)
  const why = explanation === undefined ? '' : ` ${asSentence(explanation)}`
  switch (outcome) {
    case 'match':
      return 'HTTP rules are enforced as documented.'
    case 'not-enforced':
      return `HTTP rules are not enforced.${why}`
    case 'deviates':
      return `HTTP rules are not enforced as documented.${why}`
    case 'not-applicable':
      return `not tested here.${why}`
    case 'no-result':
      return `no result.${why}`
    case 'not-in-run':
      return 'not tested in this run.'
  }
}

function performanceText(reason: Of<'comparisons' | 'not-ranked' | 'not-comparable'>): string {
  const rivals = listOf(reason.rivals.map((rival) => cniTitles[rival]))
  switch (reason.code) {
    case 'comparisons': {
      const { won, lost, tied, indicative } = reason
      const parts = [
        `ahead in ${String(won)}`,
        `behind in ${String(lost)}`,
        ...(tied > 0 ? [`not distinguishable in ${String(tied)}`] : []),
        ...(indicative > 0 ? [`too few rounds to rank in ${String(indicative)}`] : []),
      ]
      const missing = reason.missing.map((rival) => ` Not compared with ${cniTitles[rival]}.`).join('')
      const option = reason.lacksOption ? ' No variant with the eBPF option is in this run.' : ''
      return `On this machine, of ${counted(won + lost + tied + indicative, 'comparison')} of ${reason.variant} with ${rivals}: ${listOf(parts)}.${missing}${option}`
    }
    case 'not-ranked': {
      const why = [
        ...(reason.indicative > 0 ? [`${String(reason.indicative)} with too few rounds to rank`] : []),
        ...(reason.tied > 0 ? [`${String(reason.tied)} not distinguishable`] : []),
      ]
      return `No comparison of ${reason.variant} with ${rivals} is ranked: ${listOf(why)}.`
    }
    case 'not-comparable':
      return `No comparison with ${rivals} under the same encapsulation is in this run.`
  }
}

function encryptionText(
  reason: Of<'project-encryption' | 'clear-text' | 'encrypted' | 'kernel-lacks' | 'wire-inconclusive'>,
): string {
  switch (reason.code) {
    case 'project-encryption':
      return `${offered[reason.cni] ?? ''} ${wireWords(reason)}`.trim()
    case 'clear-text': {
      const clear = `${listOf(reason.variants)}: encryption is configured, and Pod traffic between nodes was read in clear text.`
      return reason.encrypted === undefined ? clear : `${clear} Encrypted: ${reason.encrypted}.`
    }
    case 'encrypted': {
      const titles = (ciphers: readonly Cipher[]) => listOf(ciphers.map((cipher) => cipherTitles[cipher]))
      const by = titles(reason.ciphers) || 'not configured'
      const untested = reason.untested.length > 0 ? ` Not in this run: ${titles(reason.untested)}.` : ''
      return `Pod traffic between nodes of ${reason.variant} is encrypted on the wire (${by}).${untested}`
    }
    case 'kernel-lacks':
      return `The kernel that the nodes run on has neither ${reason.lacking.map((cipher) => kernelFeatures[cipher]).join(' nor ')}.`
    case 'wire-inconclusive':
      return `What the wire of ${listOf(reason.variants)} shows proves nothing either way.`
  }
}

const offered: Readonly<Partial<Record<ClaimColumn, string>>> = {
  flannel: 'Flannel has a WireGuard backend.',
  calico: 'Open-source Calico has no IPsec; what it has is WireGuard.',
}

function wireWords({ encrypted, clear }: Of<'project-encryption'>): string {
  if (encrypted.length + clear.length === 0) return 'This run shows neither.'
  const parts = [
    ...(encrypted.length > 0 ? [`encrypted with ${listOf(encrypted)}`] : []),
    ...(clear.length > 0 ? [`in clear text with ${listOf(clear)}`] : []),
  ]
  return `In this run Pod traffic between nodes is ${listOf(parts)}.`
}

const capabilityNames: Readonly<Record<CapabilityId, string>> = {
  'allowed-flow': 'connections',
  'dropped-flow': 'drops',
  'drop-reason': 'reasons of drops',
  'service-name': 'Service names',
  metrics: 'metrics',
  logs: 'logs',
}

const namesOf = (ids: readonly CapabilityId[]): string => listOf(ids.map((id) => capabilityNames[id]))

function observabilityText(reason: Of<'tools-show' | 'no-flows-shown' | 'not-seen'>): string {
  switch (reason.code) {
    case 'tools-show': {
      const who = reason.tool === 'hubble' ? `Hubble on ${reason.variant} shows` : `The tools of ${reason.variant} show`
      return [`${who} ${namesOf(reason.seen)}.`, ...reason.unseen.map((each) => unseenText(each))].join(' ')
    }
    case 'no-flows-shown':
      return `No tool of ${reason.variant} shows connections or drops; what was seen: ${namesOf(reason.seen) || 'nothing'}.`
    case 'not-seen':
      return [
        `On ${reason.variant} it was not seen, which does not show that it is not there.`,
        ...reason.unseen.map((each) => unseenText(each)),
      ].join(' ')
  }
}

const unseenText = (unseen: Unseen): string => `Not seen: ${capabilityNames[unseen.id]}. ${reasonOf(unseen)}`

const placeWords: Readonly<Record<Place, string>> = {
  lowest: 'lowest',
  between: 'between the others',
  highest: 'highest',
}

const measureNames: Readonly<Record<Measure, string>> = {
  objects: 'objects',
  crds: 'CRDs',
  pods: 'Pods',
  images: 'images',
  'image-size': 'size of images',
  memory: 'memory',
  ready: 'time to ready',
}

function placeText({ cni, variant, place, fits, others }: Of<'place'>): string {
  const names = (measures: readonly Measure[]) => listOf(measures.map((measure) => measureNames[measure]))
  const parts = [
    ...(fits.length > 0 ? [`: ${names(fits)}`] : []),
    ...(others.length > 0 ? [`; not in ${names(others)}`] : []),
  ]
  return `${cniTitles[cni]} (${variant}) is ${placeWords[place]} in ${String(fits.length)} of ${counted(fits.length + others.length, 'measure')}${parts.join('')}.`
}

function opinionText({ rows, ofScale }: Of<'opinion'>): string {
  const words = rows.map(({ row, verdict }) => `${claimRowTitles[row].toLowerCase()} ${claimVerdictTitles[verdict]}`)
  return [
    'An opinion, which follows from the rows above at most.',
    `The row${rows.length > 1 ? 's' : ''}: ${words.join(', ')}.`,
    ...(ofScale ? ['A run on a few nodes of one machine does not show how it does in a large cluster.'] : []),
  ].join(' ')
}
