import { describe, expect, it } from 'vitest'
import { clusterPlan, podPlan, readPausePids, type PlannedPod } from '../../../../main/clusters/netns/plan.ts'
import { netnsNodes, podAddress } from '../../../../main/clusters/netns/topology.ts'
import { netnsRouted } from '../../../../main/cnis/netns/routed.ts'
import { netnsVxlan } from '../../../../main/cnis/netns/vxlan.ts'

const [nodeA] = netnsNodes
if (!nodeA) throw new Error('there is no node')

const plannedPod = (overrides: Partial<PlannedPod> = {}): PlannedPod => ({
  name: 'client',
  node: nodeA,
  network: { address: podAddress(nodeA, 0), device: 'veth0' },
  ...overrides,
})

describe('the plan of a routed cluster', () => {
  const lines = clusterPlan(netnsRouted.datapath, netnsNodes)

  it("routes each node's Pods via the address of their node", () => {
    expect(lines).toContain('ip -n node-a route add 10.244.2.0/24 via 10.200.0.12 dev eth0')
    expect(lines).toContain('ip -n node-b route add 10.244.1.0/24 via 10.200.0.11 dev eth0')
  })

  it('has no tunnel', () => {
    expect(lines.join('\n')).not.toContain('vxlan')
  })

  it('makes every node forward', () => {
    expect(lines.filter((line) => line.includes('ip_forward'))).toHaveLength(netnsNodes.length)
  })
})

describe('the plan of a VXLAN cluster', () => {
  const lines = clusterPlan(netnsVxlan.datapath, netnsNodes)

  it('makes one tunnel device a node, VNI 1 on UDP port 8472, which learns nothing', () => {
    expect(lines.filter((line) => line.includes('type vxlan'))).toEqual([
      'ip -n node-a link add vxlan.1 address 02:c1:1a:b0:00:0a mtu 1450 type vxlan id 1 local 10.200.0.11 dev eth0 dstport 8472 nolearning',
      'ip -n node-b link add vxlan.1 address 02:c1:1a:b0:00:0b mtu 1450 type vxlan id 1 local 10.200.0.12 dev eth0 dstport 8472 nolearning',
    ])
  })

  it('tells each node where the other is: FDB, ARP and route', () => {
    expect(lines.slice(-3)).toEqual([
      'bridge -n node-b fdb append 02:c1:1a:b0:00:0a dev vxlan.1 dst 10.200.0.11',
      'ip -n node-b neighbour add 10.244.1.0 lladdr 02:c1:1a:b0:00:0a dev vxlan.1 nud permanent',
      'ip -n node-b route add 10.244.1.0/24 via 10.244.1.0 dev vxlan.1 onlink',
    ])
  })

  it('routes nothing past the tunnel', () => {
    expect(lines.join('\n')).not.toMatch(/via 10\.200\./)
  })
})

describe('the plan of a Pod', () => {
  it('takes 50 bytes off the MTU for VXLAN, on both ends of its link', () => {
    const link = podPlan(netnsVxlan.datapath, plannedPod()).find((line) => line.includes('type veth'))
    expect(link?.match(/mtu 1450/g)).toHaveLength(2)
    expect(podPlan(netnsRouted.datapath, plannedPod()).join('\n')).toContain('mtu 1500')
  })

  it('gives the Pod its address and the bridge as gateway', () => {
    const lines = podPlan(netnsRouted.datapath, plannedPod())
    expect(lines).toContain('ip -n pod-client address add 10.244.1.2/24 dev eth0')
    expect(lines).toContain('ip -n pod-client route add default via 10.244.1.1')
  })

  it('makes no network for a host-network Pod, only its view of the file system', () => {
    const { name, node } = plannedPod()
    const lines = podPlan(netnsRouted.datapath, { name, node })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('unshare --mount')
    expect(lines[0]).not.toContain('--net')
  })

  it('prints which process keeps its mounts', () => {
    expect(readPausePids('client-a 41\nserver-b 52\n')).toEqual(
      new Map([
        ['client-a', 41],
        ['server-b', 52],
      ]),
    )
  })
})

describe('addresses of Pods', () => {
  it('begin after the gateway', () => {
    expect(podAddress(nodeA, 0)).toBe('10.244.1.2')
  })

  it('end with the network', () => {
    expect(podAddress(nodeA, 252)).toBe('10.244.1.254')
    expect(() => podAddress(nodeA, 253)).toThrow('no address left')
  })
})
