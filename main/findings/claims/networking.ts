import { datapath } from '../../probes/datapath/datapath.ts'
import type { VariantFacts } from '../../probes/probe.ts'
import type { WireFacts } from '../../probes/wire/facts.ts'
import { wire } from '../../probes/wire/wire.ts'
import type { CalicoMode, RunLink } from './claim.ts'
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

export const networkingRules: RowRules = { flannel: flannelOverlay, calico: calicoModes, cilium: ciliumEbpf }

/** Those in which the control was seen, so that what they say of the wire holds. */
const knownWires = (inputs: ClaimInputs, cni: 'flannel' | 'calico'): readonly VariantFacts<WireFacts>[] =>
  factsOfCni(inputs, cni, wire).filter(({ facts }) => facts.problems.length === 0 && facts.encapsulation !== 'unknown')

const kindOf = ({ facts: { encapsulation } }: VariantFacts<WireFacts>): string =>
  encapsulation === 'unknown' ? 'unknown' : encapsulation.kind

const configuredOf = ({ run }: ClaimInputs, variant: string): string | undefined =>
  run.variants.find(({ id }) => id === variant)?.configured.encapsulation

function flannelOverlay(inputs: ClaimInputs): ClaimDecision {
  const wires = knownWires(inputs, 'flannel')
  const [first, ...more] = wires.filter((each) => kindOf(each) === 'vxlan')
  const others = wires.filter((each) => kindOf(each) !== 'vxlan')
  if (first) {
    const without = others.map(({ variant }) => variant)
    const reason = { code: 'vxlan-seen', variant: first.variant, port: portOf(first), without } as const
    return without.length === 0
      ? confirmed(reason, linkTo(wire, first.variant), ...linksTo(wire, more))
      : decide('partly', reason, linksTo(wire, wires))
  }
  const broken = others.filter(({ variant }) => configuredOf(inputs, variant) === 'vxlan')
  const [wrong] = broken
  if (wrong) {
    const reason = { code: 'vxlan-not-seen', variant: wrong.variant, kind: kindOf(wrong) } as const
    return decide('refuted', reason, linksTo(wire, broken))
  }
  return wires.length > 0
    ? decide('not-tested', { code: 'variant-needed', variants: ['flannel/vxlan'], lacking: [] }, linksTo(wire, wires))
    : withoutFacts(inputs, 'flannel', wire)
}

const portOf = ({ facts: { encapsulation } }: VariantFacts<WireFacts>): number =>
  encapsulation !== 'unknown' && 'port' in encapsulation ? encapsulation.port : 0

function calicoModes(inputs: ClaimInputs): ClaimDecision {
  const wires = knownWires(inputs, 'calico')
  const byKind = (kind: string) =>
    linksTo(
      wire,
      wires.filter((each) => kindOf(each) === kind),
    )
  const modes: readonly { readonly mode: CalicoMode; readonly links: readonly RunLink[] }[] = [
    { mode: 'bgp', links: linksTo(datapath, bgpRoutes(inputs)) },
    { mode: 'vxlan', links: byKind('vxlan') },
    { mode: 'ipip', links: byKind('ipip') },
  ]
  const seen = modes.filter(({ links }) => links.length > 0)
  const missing = modes
    .filter(({ links }) => links.length === 0)
    .map(({ mode }) => ({ mode, variant: `calico/${mode}` }))
  const links = seen.flatMap((mode) => mode.links)
  const [first, ...more] = links
  if (!first)
    return wires.length === 0
      ? withoutFacts(inputs, 'calico', wire)
      : decide('not-tested', { code: 'no-mode-seen' }, linksTo(wire, wires))
  const reason = { code: 'modes-seen', seen: seen.map(({ mode }) => mode), missing } as const
  return missing.length === 0 ? confirmed(reason, first, ...more) : decide('partly', reason, links)
}

/** Routes that BIRD, Calico's BGP daemon, put into the kernel. Source: `bird` in ip-route(8)'s rt_protos, where it is 12. */
const bgpRoutes = (inputs: ClaimInputs) =>
  factsOfCni(inputs, 'calico', datapath).filter(({ facts }) =>
    facts.paths.some(({ protocol }) => protocol === 'bird' || protocol === '12'),
  )

function ciliumEbpf(inputs: ClaimInputs): ClaimDecision {
  const all = factsOfCni(inputs, 'cilium', datapath)
  const [first, ...more] = all.filter(({ facts }) => facts.programs.some((program) => ciliumPrograms.test(program)))
  if (first)
    return confirmed(
      { code: 'ebpf-seen', variant: first.variant },
      linkTo(datapath, first.variant),
      ...linksTo(datapath, more),
    )
  return all.length > 0
    ? decide('not-tested', { code: 'no-ebpf-seen' }, linksTo(datapath, all))
    : withoutFacts(inputs, 'cilium', datapath)
}

/** Source of the names: cilium/cilium, bpf/bpf_lxc.c, bpf_host.c, bpf_overlay.c. */
const ciliumPrograms = /^cil_(from|to)_(container|host|netdev|overlay)$/
