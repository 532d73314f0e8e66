import type { Pod } from '../../clusters/cluster.ts'
import { isOfPods } from '../../cnis/index.ts'
import type { ProbeContext, RecordedOutput } from '../probe.ts'
import { printCniConfigs, readCniConfig } from './cni-config.ts'
import type { NodeState } from './record.ts'
import { readLinks, readRoutes, routeFor, type Link } from '../iproute.ts'
import { countRules, countTables } from './rules.ts'

type Node = ProbeContext['cluster']['nodes'][number]

/** What one node shows; `peer` is a Pod on another node. Programs that a node does not have leave their part out. */
export async function readNode(
  context: ProbeContext,
  node: Node,
  peer: { readonly pod: Pod; readonly nodeAddress: string },
): Promise<NodeState> {
  const run = (part: string, argv: readonly string[]) => runOnNode(context, node.name, part, argv)
  const links = read(await run('links', ['ip', '-j', '-d', 'link']), readLinks) ?? []
  const routes = read(await run('routes', ['ip', '-j', 'route']), readRoutes) ?? []
  const [route] = read(await run('route to the peer', ['ip', '-j', 'route', 'get', peer.pod.address]), readRoutes) ?? []
  const entry = routeFor(peer.pod.address, routes)
  const kubernetes = context.cluster.kubernetes !== undefined
  const iptables = read(await run('iptables', ifThere('iptables-save')), countRules)
  const nftables = read(await run('nftables', ifThere('nft', 'list ruleset')), countTables)
  const bpf = kubernetes ? read(await run('eBPF', ['sh', '-c', printPrograms]), readPrograms) : undefined
  const cniConfig = kubernetes
    ? read(await run('CNI configuration', ['sh', '-c', printCniConfigs]), readCniConfig)
    : undefined
  return {
    node: node.name,
    address: node.address,
    links: links.filter((link) => !isPodLink(link)),
    podLinks: links.filter(isPodLink).length,
    peer: { pod: peer.pod.name, address: peer.pod.address, nodeAddress: peer.nodeAddress },
    ...{ route, entry, iptables, bpf, cniConfig },
    routes: routes.length,
    nftables: nftables && [...nftables],
  }
}

const isPodLink = ({ ifname, linkinfo }: Link): boolean =>
  (linkinfo?.info_kind === 'veth' || linkinfo?.info_kind === 'netkit') && isOfPods(ifname)

export function runOnNode(
  { cluster, record, signal }: ProbeContext,
  node: string,
  part: string,
  argv: readonly string[],
): Promise<RecordedOutput> {
  return record(`${part} of ${node}`, argv, () => cluster.onNode(node, argv, { signal }))
}

const ifThere = (program: string, options = ''): readonly string[] => [
  'sh',
  '-c',
  `command -v ${program} >/dev/null || exit 127; ${program} ${options}`.trim(),
]

const read = <T>({ exitCode, stdout }: RecordedOutput, parse: (output: string) => T): T | undefined =>
  exitCode === 0 ? parse(stdout) : undefined

// Links pinned are per node (each has its own bpffs); program ids are the whole kernel's, and would count other clusters too.
const printPrograms = `find /sys/fs/bpf -path '*/links/*' 2>/dev/null; for d in /sys/class/net/*; do for w in ingress egress; do tc filter show dev "\${d##*/}" $w 2>/dev/null | grep ' bpf ' | grep handle; done; done; true`

/** Paths of pinned links, and the lines of `tc filter` that name a BPF program. */
export function readPrograms(output: string): { readonly pinned: string[]; readonly filters: number } {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const pinned = lines.filter((line) => line.startsWith('/sys/fs/bpf/'))
  return { pinned: pinned.map(withoutNumbers), filters: lines.length - pinned.length }
}

const withoutNumbers = (path: string): string => path.slice('/sys/fs/bpf/'.length)
