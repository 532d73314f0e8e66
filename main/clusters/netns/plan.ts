import type { NetnsDatapath } from '../../cnis/netns/datapath.ts'
import { shellQuote } from '../../system/exec.ts'
import type { NetnsNode } from './topology.ts'
import { wirePrefixLength } from './topology.ts'

/** A Pod that is to be made: its own network namespace, or its node's. */
export interface PlannedPod {
  readonly name: string
  readonly node: NetnsNode
  /** Absent for a host-network Pod. */
  readonly network?: { readonly address: string; readonly device: string }
}

/** Where `ip netns` keeps the names of network namespaces. */
const namedNetworks = '/run/netns'

/** File that stands for a Pod's network namespace, inside the cluster's mount namespace. */
export const networkFile = ({ name, node, network }: PlannedPod): string =>
  network ? `${namedNetworks}/${podNetwork(name)}` : nodeNetworkFile(node.name)

export const nodeNetworkFile = (node: string): string => `${namedNetworks}/${node}`

export const podNetwork = (podName: string): string => `pod-${podName}`

/** Shell lines that make the wire, the nodes on it and the way between them. */
export const clusterPlan = (datapath: NetnsDatapath, nodes: readonly NetnsNode[]): readonly string[] => [
  'mount -t tmpfs -o mode=0755 tmpfs /run',
  'ip link set lo up',
  'ip link add wire type bridge',
  'ip link set wire up',
  ...nodes.flatMap((node) => nodePlan(datapath, node)),
  ...nodes.flatMap((node) => peerPlan(datapath, node, nodes)),
]

function nodePlan(datapath: NetnsDatapath, node: NetnsNode): readonly string[] {
  const { name, address, podPrefix } = node
  const ip = `ip -n ${name}`
  return [
    `ip netns add ${name}`,
    `ip link add wire-${name} type veth peer name eth0 netns ${name}`,
    `ip link set wire-${name} master wire up`,
    `${ip} link set lo up`,
    `${ip} address add ${address}/${String(wirePrefixLength)} dev eth0`,
    `${ip} link set eth0 up`,
    `${ip} link add cni0 mtu ${String(datapath.mtu)} type bridge`,
    `${ip} address add ${podPrefix}.1/24 dev cni0`,
    `${ip} link set cni0 up`,
    `nsenter --net=${namedNetworks}/${name} sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'`,
    ...tunnelPlan(datapath, node),
  ]
}

/** Device of the tunnel on each node; its counters show what was encapsulated. */
export const tunnelDevice = ({ vni }: { readonly vni: number }): string => `vxlan.${String(vni)}`

function tunnelPlan(datapath: NetnsDatapath, { name, address, podPrefix, tunnelMac }: NetnsNode): readonly string[] {
  const ip = `ip -n ${name}`
  switch (datapath.kind) {
    case 'routed':
      return []
    case 'vxlan': {
      const device = tunnelDevice(datapath)
      const tunnel = `vxlan id ${String(datapath.vni)} local ${address} dev eth0 dstport ${String(datapath.port)} nolearning`
      return [
        `${ip} link add ${device} address ${tunnelMac} mtu ${String(datapath.mtu)} type ${tunnel}`,
        `${ip} address add ${podPrefix}.0/32 dev ${device}`,
        `${ip} link set ${device} up`,
      ]
    }
  }
}

/** What a CNI's daemon would learn from the API server, told to the node once. */
function peerPlan(datapath: NetnsDatapath, { name }: NetnsNode, nodes: readonly NetnsNode[]): readonly string[] {
  const ip = `ip -n ${name}`
  return nodes
    .filter((peer) => peer.name !== name)
    .flatMap((peer) => {
      const podCidr = `${peer.podPrefix}.0/24`
      switch (datapath.kind) {
        case 'routed':
          return [`${ip} route add ${podCidr} via ${peer.address} dev eth0`]
        case 'vxlan': {
          const device = tunnelDevice(datapath)
          const gateway = `${peer.podPrefix}.0`
          return [
            `bridge -n ${name} fdb append ${peer.tunnelMac} dev ${device} dst ${peer.address}`,
            `${ip} neighbour add ${gateway} lladdr ${peer.tunnelMac} dev ${device} nud permanent`,
            `${ip} route add ${podCidr} via ${gateway} dev ${device} onlink`,
          ]
        }
      }
    })
}

/** Where servers write: private to each Pod, since all of them see the host's file system. */
const privateFolders = ['/tmp', '/run', '/var/lib/nginx', '/var/log/nginx']

/** Shell lines that make one Pod: its network, if it has its own, and its view of the file system. */
export const podPlan = (datapath: NetnsDatapath, pod: PlannedPod): readonly string[] => [
  ...(pod.network ? networkPlan(datapath, pod, pod.network) : []),
  mountPlan(pod.name),
]

function networkPlan(
  { mtu }: NetnsDatapath,
  { name, node }: PlannedPod,
  { address, device }: { readonly address: string; readonly device: string },
): readonly string[] {
  const network = podNetwork(name)
  const ip = `ip -n ${network}`
  return [
    `ip netns add ${network}`,
    `ip -n ${node.name} link add ${device} mtu ${String(mtu)} type veth peer name eth0 mtu ${String(mtu)} netns ${network}`,
    `ip -n ${node.name} link set ${device} master cni0 up`,
    `${ip} link set lo up`,
    `${ip} address add ${address}/24 dev eth0`,
    `${ip} link set eth0 up`,
    `${ip} route add default via ${node.podPrefix}.1`,
  ]
}

/**
 * A sleeping process keeps the Pod's mounts, as the pause container does on Kubernetes, and its number is printed. Binding them to a
 * file, as networks are, is not reliable: Linux 6.18 was seen to refuse it (EINVAL) now and then.
 */
function mountPlan(podName: string): string {
  const script = [
    'set -e',
    ...privateFolders.map((folder) => `[ ! -d ${folder} ] || mount -t tmpfs -o mode=1777 tmpfs ${folder}`),
    // nginx of some distributions is built to write one folder deeper, and makes only the last folder itself.
    '[ ! -d /var/lib/nginx ] || mkdir /var/lib/nginx/tmp /var/lib/nginx/logs',
    `sleep infinity >/dev/null 2>&1 & echo "${podName} $!"`,
  ].join('; ')
  return shellQuote('unshare', ['--mount', 'sh', '-c', script])
}

/** What the lines of `podPlan` print: each Pod's name, and the process that keeps its mounts. */
export function readPausePids(stdout: string): ReadonlyMap<string, number> {
  const matches = stdout.matchAll(/^([-a-z0-9]+) (\d+)$/gm)
  return new Map(Array.from(matches, ([, name = '', pid]) => [name, Number(pid)]))
}
