import type { WireEvidence } from '../evidence/wire.ts'
import { listOf } from '../wording.ts'
import type { ClaimGrounds } from './check-claims.ts'
import {
  allSeenIn,
  confirmed,
  judged,
  notLookedAt,
  ofCni,
  seenIn,
  type Judgement,
  type RowRules,
  type RunLink,
} from './rule.ts'

export const networkingRules: RowRules = { flannel: flannelOverlay, calico: calicoModes, cilium: ciliumEbpf }

/** Those in which the control was seen, so that what they say of the wire holds. */
const knownWires = (grounds: ClaimGrounds, cni: 'flannel' | 'calico'): readonly WireEvidence[] =>
  ofCni(grounds, cni, grounds.evidence.wire).filter(
    ({ control, encapsulation }) => control.seen && encapsulation !== 'unknown',
  )

const kindOf = ({ encapsulation }: WireEvidence): string =>
  encapsulation === 'unknown' ? 'unknown' : encapsulation.kind

const asksFor = ({ run }: ClaimGrounds, variant: string): string | undefined =>
  run.variants.find(({ id }) => id === variant)?.configured.encapsulation

function flannelOverlay(grounds: ClaimGrounds): Judgement {
  const wires = knownWires(grounds, 'flannel')
  const [first, ...more] = wires.filter((wire) => kindOf(wire) === 'vxlan')
  const others = wires.filter((wire) => kindOf(wire) !== 'vxlan')
  if (first) {
    const because = `Packets of ${first.variant} travel between nodes in ${vxlanWords(first)}.`
    if (others.length === 0) return confirmed(because, seenIn('wire', first.variant), ...allSeenIn('wire', more))
    const apart = `VXLAN is one backend among others: those of ${listOf(others.map(({ variant }) => variant))} travel without it.`
    return judged('partly', `${because} ${apart}`, allSeenIn('wire', wires))
  }
  const broken = others.filter(({ variant }) => asksFor(grounds, variant) === 'vxlan')
  const [wrong] = broken
  if (wrong) {
    const because = `${wrong.variant} was asked for VXLAN, and its packets were seen to travel otherwise (${kindOf(wrong)}).`
    return judged('refuted', because, allSeenIn('wire', broken))
  }
  return wires.length > 0
    ? judged('not-tested', 'It takes flannel/vxlan, which is not in this run.', allSeenIn('wire', wires))
    : notLookedAt(grounds, 'flannel', 'wire')
}

const vxlanWords = ({ encapsulation }: WireEvidence): string =>
  encapsulation !== 'unknown' && encapsulation.kind === 'vxlan'
    ? `VXLAN to UDP port ${String(encapsulation.port)}`
    : 'VXLAN'

function calicoModes(grounds: ClaimGrounds): Judgement {
  const wires = knownWires(grounds, 'calico')
  const byKind = (kind: string) => wires.filter((wire) => kindOf(wire) === kind)
  const modes: readonly { readonly name: string; readonly links: readonly RunLink[]; readonly how: string }[] = [
    { name: 'BGP', links: allSeenIn('datapath', bgpRoutes(grounds)), how: 'takes calico/bgp' },
    { name: 'VXLAN', links: allSeenIn('wire', byKind('vxlan')), how: 'takes calico/vxlan' },
    { name: 'IP-in-IP', links: allSeenIn('wire', byKind('ipip')), how: 'takes a variant that the lab does not have' },
  ]
  const shown = modes.filter(({ links }) => links.length > 0)
  const missing = modes.filter(({ links }) => links.length === 0)
  const links = shown.flatMap((mode) => mode.links)
  const [first, ...more] = links
  if (!first) return wires.length === 0 ? notLookedAt(grounds, 'calico', 'wire') : nothingOfThem(wires)
  const names = listOf(shown.map(({ name }) => name))
  if (missing.length === 0) return confirmed(`All three were seen: ${names}.`, first, ...more)
  const rest = missing.map(({ name, how }) => `${name} ${how}`)
  return judged('partly', `${names} was seen. Not tested in this run: ${listOf(rest)}.`, links)
}

const nothingOfThem = (wires: readonly WireEvidence[]): Judgement =>
  judged('not-tested', 'No variant of this run shows BGP, VXLAN or IP-in-IP.', allSeenIn('wire', wires))

/** Routes that BIRD, Calico's BGP daemon, put into the kernel. Source: `bird` in ip-route(8)'s rt_protos, where it is 12. */
const bgpRoutes = (grounds: ClaimGrounds) =>
  ofCni(grounds, 'calico', grounds.evidence.datapath).filter(({ paths }) =>
    paths.some(({ protocol }) => protocol === 'bird' || protocol === '12'),
  )

function ciliumEbpf(grounds: ClaimGrounds): Judgement {
  const looks = ofCni(grounds, 'cilium', grounds.evidence.datapath)
  const [first, ...more] = looks.filter(({ programs }) => programs.some((program) => ciliumPrograms.test(program)))
  if (first) {
    const because = `${first.variant} has eBPF programs of Cilium on interfaces of its nodes (links in /sys/fs/bpf).`
    return confirmed(because, seenIn('datapath', first.variant), ...allSeenIn('datapath', more))
  }
  return looks.length > 0
    ? judged(
        'not-tested',
        'The look at the datapath shows no eBPF program; not seen is not absent.',
        allSeenIn('datapath', looks),
      )
    : notLookedAt(grounds, 'cilium', 'datapath')
}

/** Source of the names: cilium/cilium, bpf/bpf_lxc.c, bpf_host.c, bpf_overlay.c. */
const ciliumPrograms = /^cil_(from|to)_(container|host|netdev|overlay)$/
