import type { DatapathFacts } from '../../probes/datapath/facts.ts'
import { datapath } from '../../probes/datapath/datapath.ts'
import type { VariantFacts } from '../../probes/probe.ts'
import type { WireFacts } from '../../probes/wire/facts.ts'
import { wire } from '../../probes/wire/wire.ts'
import { byFacts, decide, factsOfCni, isSome, linksTo, withoutFacts, type ClaimInputs, type RowRules } from './rule.ts'

type Wire = VariantFacts<WireFacts>

/** Known where the control was seen, so that what the captures say of the wire holds. */
const isKnown = ({ facts }: Wire): boolean => facts.problems.length === 0 && facts.encapsulation !== 'unknown'

const kindOf = ({ facts: { encapsulation } }: Wire): string =>
  encapsulation === 'unknown' ? 'unknown' : encapsulation.kind

const portOf = ({ facts: { encapsulation } }: Wire): number =>
  encapsulation !== 'unknown' && 'port' in encapsulation ? encapsulation.port : 0

export const networkingRules: RowRules = {
  /** An overlay of VXLAN. */
  flannel: byFacts('flannel', wire, (shown, { run }) => {
    const wires = shown.filter(isKnown)
    const inVxlan = wires.filter((each) => kindOf(each) === 'vxlan')
    const others = wires.filter((each) => kindOf(each) !== 'vxlan')
    if (isSome(inVxlan)) {
      const [first, ...more] = inVxlan
      const without = others.map(({ variant }) => variant)
      const reason = { code: 'vxlan-seen', variant: first.variant, port: portOf(first), without } as const
      return decide(without.length === 0 ? 'confirmed' : 'partly', reason, linksTo(wire, [first, ...more, ...others]))
    }
    const isVxlan = new Map(run.variants.map(({ id, configured }) => [id, configured.encapsulation === 'vxlan']))
    const broken = others.filter(({ variant }) => isVxlan.get(variant))
    if (isSome(broken)) {
      const reason = { code: 'vxlan-not-seen', variant: broken[0].variant, kind: kindOf(broken[0]) } as const
      return decide('refuted', reason, linksTo(wire, broken))
    }
    const needed = { code: 'variant-needed', variants: ['flannel/vxlan'], lacking: [] } as const
    return isSome(wires) ? decide('not-tested', needed, linksTo(wire, wires)) : undefined
  }),
  calico: calicoModes,
  /** A datapath of eBPF. */
  cilium: byFacts('cilium', datapath, (shown) => {
    const found = shown.filter(({ facts }) => facts.programs.some((program) => ciliumPrograms.test(program)))
    return isSome(found)
      ? decide('confirmed', { code: 'ebpf-seen', variant: found[0].variant }, linksTo(datapath, found))
      : decide('not-tested', { code: 'no-ebpf-seen' }, linksTo(datapath, shown))
  }),
}

/** Source of the names: cilium/cilium, bpf/bpf_lxc.c, bpf_host.c, bpf_overlay.c. */
const ciliumPrograms = /^cil_(from|to)_(container|host|netdev|overlay)$/

function calicoModes(inputs: ClaimInputs) {
  const wires = factsOfCni(inputs, 'calico', wire).filter(isKnown)
  const ofKind = (kind: string) => wires.filter((each) => kindOf(each) === kind)
  const modes = [
    { mode: 'bgp', links: linksTo(datapath, factsOfCni(inputs, 'calico', datapath).filter(hasBgpRoutes)) },
    { mode: 'vxlan', links: linksTo(wire, ofKind('vxlan')) },
    { mode: 'ipip', links: linksTo(wire, ofKind('ipip')) },
  ] as const
  const seen = modes.filter(({ links }) => links.length > 0)
  const missing = modes.filter(({ links }) => links.length === 0)
  const links = seen.flatMap((mode) => mode.links)
  if (!isSome(links))
    return isSome(wires)
      ? decide('not-tested', { code: 'no-mode-seen' }, linksTo(wire, wires))
      : withoutFacts(inputs, 'calico', wire)
  const reason = {
    code: 'modes-seen',
    seen: seen.map(({ mode }) => mode),
    missing: missing.map(({ mode }) => ({ mode, variant: `calico/${mode}` })),
  } as const
  return decide(missing.length === 0 ? 'confirmed' : 'partly', reason, links)
}

/** Routes that BIRD, Calico's BGP daemon, put into the kernel. Source: `bird` in ip-route(8)'s rt_protos, where it is 12. */
const hasBgpRoutes = ({ facts }: VariantFacts<DatapathFacts>): boolean =>
  facts.paths.some(({ protocol }) => protocol === 'bird' || protocol === '12')
