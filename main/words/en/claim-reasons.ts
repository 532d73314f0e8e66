import type {
  CalicoMode,
  Cipher,
  ClaimColumn,
  ClaimReason,
  Measure,
  Place,
  Unseen,
} from '../../findings/claims/claim.ts'
import type { CapabilityId } from '../../probes/observability/facts.ts'
import { capabilityTitles, reasonOf } from '../../probes/observability/words.ts'
import { baselineWords } from '../../probes/policy/words.ts'
import { claimRowTitles, claimVerdictTitles, cniTitles } from './claims.ts'
import { enforcementText, layer7Text } from './enforcement.ts'
import { asSentence, counted, listOf, sentencesOf, withinSentence } from './text.ts'

/** Why a claim's verdict is what it is, in whole sentences. */
export const claimReasonText: (reason: ClaimReason) => string = sentencesOf<ClaimReason>({
  'cni-absent': ({ cni }) => `${cniTitles[cni]} is not in this run.`,
  'probe-failed': ({ probe, variant, message }) => `The probe ${probe} failed on ${variant}: ${asSentence(message)}`,
  'no-result': ({ probe, cni }) => `No result of the probe ${probe} for ${cniTitles[cni]} is in this run.`,
  'variant-needed': ({ variants, lacking }) =>
    [
      `It takes ${variants.join(' or ')}, which is not in this run.`,
      ...(lacking.length > 0 ? [`The kernel lacks ${listOf(lacking.map((cipher) => kernelFeatures[cipher]))}.`] : []),
    ].join(' '),

  'vxlan-seen': ({ variant, port, without }) =>
    [
      `Packets of ${variant} travel between nodes in VXLAN to UDP port ${String(port)}.`,
      ...(without.length > 0
        ? [`VXLAN is one backend among others: those of ${listOf(without)} travel without it.`]
        : []),
    ].join(' '),
  'vxlan-not-seen': ({ variant, kind }) =>
    `${variant} is configured for VXLAN, and its packets were seen to travel otherwise (${kind}).`,
  'modes-seen': ({ seen, missing }) => {
    const names = listOf(seen.map((mode) => modeTitles[mode]))
    const others = missing.map(({ mode, variant }) => `${modeTitles[mode]} (takes ${variant})`)
    return others.length === 0
      ? `All three were seen: ${names}.`
      : `${names} was seen. Not tested in this run: ${listOf(others)}.`
  },
  'no-mode-seen': () => 'No variant of this run shows BGP, VXLAN or IP-in-IP.',
  'ebpf-seen': ({ variant }) =>
    `${variant} has eBPF programs of Cilium on interfaces of its nodes (links in /sys/fs/bpf).`,
  'no-ebpf-seen': () => 'The nodes show no eBPF program; not seen is not absent.',

  enforcement: enforcementText,
  layers: ({ lower, upper }) => `Layers 3 and 4: ${enforcementText(lower)} Layer 7: ${layer7Text(upper)}`,
  'policy-baseline': ({ baseline }) => baselineWords(baseline),
  'policy-undecided': ({ variant, judged, unknown }) =>
    `The cases on ${variant} decide nothing: ${counted(unknown, 'case')} of ${String(judged)} could not be judged.`,

  comparisons: ({ variant, rivals, missing, lacksOption, won, lost, equal, undecided }) => {
    const standing = [
      `ahead in ${String(won)}`,
      `behind in ${String(lost)}`,
      ...(equal > 0 ? [`equal within 5 % in ${String(equal)}`] : []),
      ...(undecided > 0 ? [`undecided in ${String(undecided)}`] : []),
    ]
    const all = `${counted(won + lost + equal + undecided, 'comparison')} of ${variant} with ${titlesOf(rivals)}`
    return [
      `On this machine, of ${all}: ${listOf(standing)}.`,
      ...missing.map((rival) => `Not compared with ${cniTitles[rival]}.`),
      ...(lacksOption ? ['No variant with the eBPF option is in this run.'] : []),
    ].join(' ')
  },
  'not-decided': ({ variant, rivals, undecided }) =>
    `No comparison of ${variant} with ${titlesOf(rivals)} is decided: ${counted(undecided, 'comparison')} left open.`,
  'not-comparable': ({ rivals }) =>
    `No comparison with ${titlesOf(rivals)} under the same encapsulation is in this run.`,

  'project-encryption': ({ cni, encrypted, clear }) => {
    const parts = [
      ...(encrypted.length > 0 ? [`encrypted with ${listOf(encrypted)}`] : []),
      ...(clear.length > 0 ? [`in clear text with ${listOf(clear)}`] : []),
    ]
    const seen =
      parts.length > 0 ? `In this run Pod traffic between nodes is ${listOf(parts)}.` : 'This run shows neither.'
    return `${offered[cni] ?? ''} ${seen}`.trim()
  },
  'clear-text': ({ variants, encrypted }) =>
    [
      `${listOf(variants)}: encryption is configured, and Pod traffic between nodes was read in clear text.`,
      ...(encrypted === undefined ? [] : [`Encrypted: ${encrypted}.`]),
    ].join(' '),
  encrypted: ({ variant, ciphers, untested }) => {
    const titles = (some: readonly Cipher[]) => listOf(some.map((cipher) => cipherTitles[cipher]))
    return [
      `Pod traffic between nodes of ${variant} is encrypted on the wire (${titles(ciphers) || 'not configured'}).`,
      ...(untested.length > 0 ? [`Not in this run: ${titles(untested)}.`] : []),
    ].join(' ')
  },
  'kernel-lacks': ({ lacking }) =>
    `The kernel that the nodes run on has neither ${lacking.map((cipher) => kernelFeatures[cipher]).join(' nor ')}.`,
  'wire-inconclusive': ({ variants }) => `What the wire of ${listOf(variants)} shows proves nothing either way.`,

  'tools-show': ({ variant, tool, seen, unseen }) => {
    const who = tool === 'hubble' ? `Hubble on ${variant} shows` : `The tools of ${variant} show`
    return [`${who} ${namesOf(seen)}.`, ...unseen.map(unseenText)].join(' ')
  },
  'no-flows-shown': ({ variant, seen }) =>
    `No tool of ${variant} shows connections or drops; what was seen: ${namesOf(seen) || 'nothing'}.`,
  'not-seen': ({ variant, unseen }) =>
    [`On ${variant} it was not seen, which does not show that it is not there.`, ...unseen.map(unseenText)].join(' '),

  'all-needed': ({ because }) =>
    `Low, medium and highest are relative, and take all three in one run. ${claimReasonText(because)}`,
  place: ({ cni, variant, place, fits, others }) => {
    const names = (some: readonly Measure[]) => listOf(some.map((measure) => measureNames[measure]))
    const parts = [
      ...(fits.length > 0 ? [`: ${names(fits)}`] : []),
      ...(others.length > 0 ? [`; not in ${names(others)}`] : []),
    ]
    const all = counted(fits.length + others.length, 'measure')
    return `${cniTitles[cni]} (${variant}) is ${placeWords[place]} in ${String(fits.length)} of ${all}${parts.join('')}.`
  },
  opinion: ({ rows, ofScale }) => {
    const words = rows.map(({ row, verdict }) => `${claimRowTitles[row].toLowerCase()} ${claimVerdictTitles[verdict]}`)
    return [
      'An opinion, which follows from the rows above at most.',
      `The row${rows.length > 1 ? 's' : ''}: ${words.join(', ')}.`,
      ...(ofScale ? ['A run on a few nodes of one machine does not show how it does in a large cluster.'] : []),
    ].join(' ')
  },
})

const cipherTitles: Readonly<Record<Cipher, string>> = { wireguard: 'WireGuard', ipsec: 'IPsec' }
const kernelFeatures: Readonly<Record<Cipher, string>> = { wireguard: 'WireGuard', ipsec: 'IPsec’s ESP' }
const modeTitles: Readonly<Record<CalicoMode, string>> = { bgp: 'BGP', vxlan: 'VXLAN', ipip: 'IP-in-IP' }

const offered: Readonly<Partial<Record<ClaimColumn, string>>> = {
  flannel: 'Flannel has a WireGuard backend.',
  calico: 'Open-source Calico has no IPsec; what it has is WireGuard.',
}

const titlesOf = (rivals: readonly ClaimColumn[]): string => listOf(rivals.map((rival) => cniTitles[rival]))

const namesOf = (ids: readonly CapabilityId[]): string => listOf(ids.map((id) => withinSentence(capabilityTitles[id])))

const unseenText = (unseen: Unseen): string => `Not seen: ${namesOf([unseen.id])}. ${reasonOf(unseen)}`

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
