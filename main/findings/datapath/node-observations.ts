import type { NodeLook } from '../../probes/datapath/datapath-record.ts'
import { isOfIptables } from '../../probes/datapath/rules.ts'
import type { VariantRecord } from '../../store/run-record.ts'
import type { Observation } from '../evidence/datapath.ts'
import { counted, listOf } from '../wording.ts'
import { encapsulationOf, wayOf, wayWords } from './way.ts'

type Asked = VariantRecord['configured']

/** What the nodes' kernels show; where nodes show the same, once. */
export const nodeObservations = (nodes: readonly NodeLook[], asked: Asked): readonly Observation[] =>
  merged(nodes.flatMap((look) => [...waysOf(look, asked), ...linksOf(look), ...rulesOf(look), ...configOf(look)]))

function waysOf(look: NodeLook, asked: Asked): readonly Observation[] {
  const way = wayOf(look)
  const encapsulation = encapsulationOf(way)
  const excerpt = [look.route, look.entry, look.agentEntry?.text].filter(Boolean).map(asLine).join('\n')
  const source = `ip -j route get ${look.peer.address}, ip -j route${look.agentEntry ? `, cilium-dbg bpf ipcache get ${look.peer.address}` : ''}`
  const common = { topic: 'routes' as const, excerpt, source: `${source} on ${look.node}` }
  const port = way.kind === 'tunnel' ? way.port : undefined
  return [
    {
      ...common,
      what: 'Way to Pods on another node',
      configured: asked.encapsulation,
      observed: wayWords(way),
      verdict: encapsulation === 'unknown' ? 'unknown' : encapsulation === asked.encapsulation ? 'agrees' : 'differs',
    },
    ...(port === undefined || asked.tunnelPort === undefined
      ? []
      : [
          {
            topic: 'links' as const,
            what: 'Tunnel port',
            configured: String(asked.tunnelPort),
            observed: String(port),
            verdict: port === asked.tunnelPort ? ('agrees' as const) : ('differs' as const),
            excerpt: linkLines(look, ({ ifname }) => way.kind === 'tunnel' && ifname === way.device),
            source: `ip -j -d link on ${look.node}`,
          },
        ]),
  ]
}

function linksOf(look: NodeLook): readonly Observation[] {
  const source = `ip -j -d link on ${look.node}`
  const shown = look.links.filter(({ ifname }) => ifname !== 'lo')
  if (shown.length === 0) return []
  const words = shown.map(({ ifname, mtu, linkinfo }) => {
    const kind = linkinfo?.info_kind
    return `${ifname}${kind === undefined ? '' : ` (${kind}, MTU ${String(mtu)})`}`
  })
  return [
    {
      topic: 'links',
      what: 'Network devices',
      observed: `${listOf(words)}, and ${counted(look.podLinks, 'Pod link')}`,
      verdict: 'shown',
      excerpt: linkLines(look, ({ ifname }) => ifname !== 'lo'),
      source,
    },
  ]
}

const linkLines = ({ links }: NodeLook, which: (link: NodeLook['links'][number]) => boolean): string =>
  links
    .filter(which)
    .map(({ ifname, mtu, linkinfo }) => asLine({ ifname, mtu, linkinfo }))
    .join('\n')

function rulesOf({ node, iptables, nftables, bpf }: NodeLook): readonly Observation[] {
  const shown = (what: string, observed: string, excerpt: string, source: string): Observation => ({
    topic: 'rules',
    ...{ what, observed, verdict: 'shown', excerpt, source: `${source} on ${node}` },
  })
  const owners = Object.entries(iptables?.byOwner ?? {}).map(([owner, rules]) => `${owner} ${String(rules)}`)
  const tables = (nftables ?? []).filter((table) => !isOfIptables(table) && table.rules > 0)
  const tableWords = tables.map(({ table, rules }) => `${table}: ${counted(rules, 'rule')}`)
  const programs = bpf ? bpf.pinned.length + bpf.filters : 0
  return [
    ...(iptables
      ? [
          shown(
            'iptables rules',
            owners.length > 0 ? `${String(iptables.rules)} (${owners.join(', ')})` : String(iptables.rules),
            iptables.examples.join('\n'),
            'iptables-save',
          ),
        ]
      : []),
    ...(nftables
      ? [
          shown(
            'nftables rules of their own',
            tables.length > 0 ? listOf(tableWords) : 'none beside those of iptables',
            tableWords.join('\n'),
            'nft list ruleset',
          ),
        ]
      : []),
    ...(bpf
      ? [
          shown(
            'eBPF programs attached',
            String(programs),
            bpf.pinned.slice(0, 12).join('\n'),
            'links in /sys/fs/bpf, tc filter',
          ),
        ]
      : []),
  ]
}

function configOf({ node, cniConfig }: NodeLook): readonly Observation[] {
  if (!cniConfig) return []
  const { file, plugins, others } = cniConfig
  return [
    {
      topic: 'configuration',
      what: 'CNI configuration',
      observed: `${file}${plugins.length > 0 ? `, plugins ${listOf(plugins)}` : ', which could not be read'}`,
      verdict: 'shown',
      excerpt: [`${file}: ${plugins.join(' → ')}`, ...others.map((other) => `${other}: not used`)].join('\n'),
      source: `/etc/cni/net.d on ${node}`,
    },
  ]
}

const asLine = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Nodes that show the same differ only in addresses: the first node's lines stand for both, and the source names them. */
function merged(observations: readonly Observation[]): readonly Observation[] {
  const byWords = new Map<string, Observation>()
  for (const observation of observations) {
    const key = JSON.stringify([observation.what, withoutAddresses(observation.observed), observation.verdict])
    const first = byWords.get(key)
    const node = / on (\S+)$/.exec(observation.source)?.[1] ?? ''
    byWords.set(key, first ? { ...first, source: `${first.source} and ${node}` } : observation)
  }
  return [...byWords.values()]
}

const withoutAddresses = (text: string): string => text.replaceAll(/\d+\.\d+\.\d+\.\d+/g, '')
