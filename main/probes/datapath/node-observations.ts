import { cnis } from '../../cnis/index.ts'
import { counted, listOf } from '../../words/en/text.ts'
import type { DerivedOf } from '../probe.ts'
import type { Configured, DatapathObservation } from './facts.ts'
import { encapsulationOf, forwardingPathOf, pathWords, type ForwardingPath } from './forwarding-path.ts'
import type { NodeState } from './record.ts'
import { isOfIptables } from './rules.ts'

type Variant = Pick<DerivedOf['variant'], 'cni' | 'configured'>

/** What one node shows, before what nodes have in common is put together. */
type OfNode = Omit<DatapathObservation, 'nodes'>

/** What the nodes' kernels show; where nodes show the same, once. */
export const nodeObservations = (nodes: readonly NodeState[], variant: Variant): readonly DatapathObservation[] =>
  merged(
    nodes.flatMap((state) =>
      [...pathOf(state, variant), ...devicesOf(state), ...rulesOf(state), ...cniConfigOf(state)].map((seen) => ({
        seen,
        node: state.node,
      })),
    ),
  )

/** Nodes that show the same differ only in addresses: the first node's lines stand for all. */
function merged(all: readonly { readonly seen: OfNode; readonly node: string }[]): readonly DatapathObservation[] {
  const byWords = new Map<string, DatapathObservation>()
  for (const { seen, node } of all) {
    const key = JSON.stringify([seen.what, withoutAddresses(seen.observed), seen.verdict])
    const first = byWords.get(key)
    byWords.set(key, first ? { ...first, nodes: [...(first.nodes ?? []), node] } : { ...seen, nodes: [node] })
  }
  return [...byWords.values()]
}

const withoutAddresses = (text: string): string => text.replaceAll(/\d+\.\d+\.\d+\.\d+/g, '')

function pathOf(state: NodeState, { cni, configured }: Variant): readonly OfNode[] {
  const { route, entry, agentEntry, peer } = state
  const path = forwardingPathOf(state)
  const sources = [
    ['ip -j route get', peer.address],
    ['ip -j route'],
    agentEntry && tableOf(cni)?.command(peer.address),
  ]
  return [
    {
      topic: 'routes',
      what: 'Route to Pods on other nodes',
      observed: pathWords(path),
      ...comparedPath(path, configured),
      excerpt: [route, entry, agentEntry?.text].filter(Boolean).map(asLine).join('\n'),
      source: sources.flatMap((command) => command?.join(' ') ?? []).join(', '),
    },
    ...portOf(state, path, configured),
  ]
}

const tableOf = (cni: string) => cnis.find(cni)?.tools?.table

/** Where WireGuard is configured, its device carries whatever the encapsulation without it would be. */
function comparedPath(
  path: ForwardingPath,
  { encapsulation, encryption }: Configured,
): Pick<OfNode, 'configured' | 'verdict'> {
  const isWireguard = path.kind === 'tunnel' && path.tunnel === 'wireguard'
  if (isWireguard && encryption === 'wireguard') return { configured: 'wireguard', verdict: 'agrees' }
  const observed = encapsulationOf(path)
  const agrees = observed === encapsulation && !isWireguard
  return { configured: encapsulation, verdict: observed === 'unknown' ? 'unknown' : agrees ? 'agrees' : 'differs' }
}

/** With WireGuard the configured port is WireGuard's, which its device does not show. */
function portOf(state: NodeState, path: ForwardingPath, { tunnelPort, encryption }: Configured): readonly OfNode[] {
  if (path.kind !== 'tunnel' || path.port === undefined || tunnelPort === undefined || encryption === 'wireguard')
    return []
  return [
    {
      topic: 'links',
      what: 'Tunnel port',
      configured: String(tunnelPort),
      observed: String(path.port),
      verdict: path.port === tunnelPort ? 'agrees' : 'differs',
      excerpt: linkLines(state, ({ ifname }) => ifname === path.device),
      source: 'ip -j -d link',
    },
  ]
}

function devicesOf(state: NodeState): readonly OfNode[] {
  const shown = state.links.filter(({ ifname }) => ifname !== 'lo')
  if (shown.length === 0) return []
  const words = shown.map(({ ifname, mtu, linkinfo }) => {
    const kind = linkinfo?.info_kind
    return `${ifname}${kind === undefined ? '' : ` (${kind}, MTU ${String(mtu)})`}`
  })
  return [
    {
      topic: 'links',
      what: 'Network devices',
      observed: `${listOf(words)}, and ${counted(state.podLinks, 'Pod link')}`,
      verdict: 'informational',
      excerpt: linkLines(state, ({ ifname }) => ifname !== 'lo'),
      source: 'ip -j -d link',
    },
  ]
}

const linkLines = ({ links }: NodeState, which: (link: NodeState['links'][number]) => boolean): string =>
  links
    .filter(which)
    .map(({ ifname, mtu, linkinfo }) => asLine({ ifname, mtu, linkinfo }))
    .join('\n')

const rulesOf = ({ iptables, nftables, bpf }: NodeState): readonly OfNode[] => [
  ...(iptables ? [iptablesOf(iptables)] : []),
  ...(nftables ? [nftablesOf(nftables)] : []),
  ...(bpf
    ? [
        {
          ...ofRules,
          what: 'eBPF programs attached',
          observed: String(bpf.pinned.length + bpf.filters),
          excerpt: bpf.pinned.slice(0, 12).join('\n'),
          source: 'links in /sys/fs/bpf, tc filter',
        },
      ]
    : []),
]

const ofRules = { topic: 'rules', verdict: 'informational' } as const

function iptablesOf({ rules, byOwner, examples }: NonNullable<NodeState['iptables']>): OfNode {
  const owners = Object.entries(byOwner).map(([owner, count]) => `${owner} ${String(count)}`)
  return {
    ...ofRules,
    what: 'iptables rules',
    observed: owners.length > 0 ? `${String(rules)} (${owners.join(', ')})` : String(rules),
    excerpt: examples.join('\n'),
    source: 'iptables-save',
  }
}

function nftablesOf(nftables: NonNullable<NodeState['nftables']>): OfNode {
  const tables = nftables.filter((table) => !isOfIptables(table) && table.rules > 0)
  const words = tables.map(({ table, rules }) => `${table}: ${counted(rules, 'rule')}`)
  return {
    ...ofRules,
    what: 'nftables rules without those of iptables',
    observed: words.length > 0 ? listOf(words) : 'none',
    excerpt: words.join('\n'),
    source: 'nft list ruleset',
  }
}

function cniConfigOf({ cniConfig }: NodeState): readonly OfNode[] {
  if (!cniConfig) return []
  const { file, plugins, others } = cniConfig
  return [
    {
      topic: 'configuration',
      what: 'CNI configuration',
      observed: `${file}${plugins.length > 0 ? `, plugins ${listOf(plugins)}` : ', which could not be read'}`,
      verdict: 'informational',
      excerpt: [`${file}: ${plugins.join(' → ')}`, ...others.map((other) => `${other}: not used`)].join('\n'),
      source: '/etc/cni/net.d',
    },
  ]
}

const asLine = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
