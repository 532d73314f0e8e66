import { describe, expect, it } from 'vitest'
import { datapathEvidenceOf } from '../../../../main/findings/datapath/datapath-evidence.ts'
import { datapathRecordSchema, type DatapathRecord } from '../../../../main/probes/datapath/datapath-record.ts'
import { jsonFixture } from '../../fixture.ts'
import { inspectedRun } from '../inspected-run.ts'

const recorded = (name: string): DatapathRecord =>
  datapathRecordSchema.parse(jsonFixture(`datapath/record-${name}.json`))
const evidenceOf = (variant: string, record: DatapathRecord) => {
  const [evidence] = datapathEvidenceOf(inspectedRun(variant, 'datapath', record))
  if (!evidence) throw new Error('There is no evidence.')
  return evidence
}
const wayOf = (variant: string, record: DatapathRecord) =>
  evidenceOf(variant, record).observations.find(({ what }) => what === 'Way to Pods on another node')
const withNodes = (
  record: DatapathRecord,
  change: (node: DatapathRecord['nodes'][number]) => DatapathRecord['nodes'][number],
) => ({
  ...record,
  nodes: record.nodes.map(change),
})

describe('datapath evidence', () => {
  it.each([
    ['kindnet', 'kindnet-v1.34.4', 'without a tunnel, by eth0'],
    ['flannel/vxlan', 'flannel-vxlan-v0.28.10', 'through the vxlan device flannel.1 (UDP 8472, VNI 1)'],
    ['calico/vxlan', 'calico-vxlan-v3.28.5', 'through the vxlan device vxlan.calico (UDP 4789, VNI 4096)'],
    ['cilium/vxlan', 'cilium-vxlan-v1.20.2', 'through the vxlan device cilium_vxlan (UDP 8472)'],
    ['netns/vxlan', 'netns-vxlan-iproute2-6.1', 'through the vxlan device vxlan.1 (UDP 8472, VNI 1)'],
  ])('of %s agrees with what was asked for', (variant, name, observed) => {
    const { observations, sentence } = evidenceOf(variant, recorded(name))
    expect(wayOf(variant, recorded(name))).toMatchObject({ verdict: 'agrees' })
    expect(wayOf(variant, recorded(name))?.observed).toContain(observed)
    expect(observations.filter(({ verdict }) => verdict === 'differs')).toEqual([])
    expect(observations.every(({ source }) => source !== '')).toBe(true)
    expect(sentence).toMatch(/none differs\.$/)
  })

  it('differs where a tunnel device is there and the route goes by the node’s own link', () => {
    const crossSubnet = withNodes(recorded('calico-vxlan-v3.28.5'), (node) => ({
      ...node,
      route: { dst: node.peer.address, dev: 'eth0', gateway: node.peer.nodeAddress },
    }))
    expect(crossSubnet.nodes[0]?.links.some(({ ifname }) => ifname === 'vxlan.calico')).toBe(true)
    expect(wayOf('calico/vxlan', crossSubnet)).toMatchObject({ configured: 'vxlan', verdict: 'differs' })
    expect(evidenceOf('calico/vxlan', crossSubnet).sentence).toMatch(/is not as configured\.$/)
  })

  it('is unknown where Cilium’s own table could not be read, since its routes all lead to cilium_host', () => {
    const blind = withNodes(recorded('cilium-vxlan-v1.20.2'), ({ agentEntry: _, ...node }) => node)
    expect(wayOf('cilium/vxlan', blind)?.verdict).toBe('unknown')
    expect(wayOf('cilium/vxlan', blind)?.observed).toContain('whose own table could not be read')
  })

  it('takes an address without a tunnel endpoint for plain, though cilium_vxlan is there', () => {
    const native = withNodes(recorded('cilium-vxlan-v1.20.2'), (node) => ({
      ...node,
      agentEntry: { text: 'tunnelendpoint=0.0.0.0', encrypted: false },
    }))
    expect(wayOf('cilium/vxlan', native)).toMatchObject({ verdict: 'differs' })
  })

  it('is unknown without a route', () => {
    const blind = withNodes(recorded('kindnet-v1.34.4'), ({ route: _, ...node }) => node)
    expect(wayOf('kindnet', blind)?.verdict).toBe('unknown')
  })

  it('shows both nodes where they differ', () => {
    const record = recorded('calico-vxlan-v3.28.5')
    const [first] = record.nodes
    const other = {
      ...record,
      nodes: record.nodes.map((node) =>
        node === first
          ? node
          : { ...node, route: { dst: node.peer.address, dev: 'eth0', gateway: node.peer.nodeAddress } },
      ),
    }
    const ways = evidenceOf('calico/vxlan', other).observations.filter(
      ({ what }) => what === 'Way to Pods on another node',
    )
    expect(ways.map(({ verdict }) => verdict)).toEqual(['agrees', 'differs'])
  })

  it('tells a replaced kube-proxy from one that runs, and rules that were left', () => {
    const services = (record: DatapathRecord) =>
      evidenceOf('cilium/vxlan', record)
        .observations.filter(({ topic }) => topic === 'services')
        .map(({ observed }) => observed)
    const record = recorded('cilium-vxlan-v1.20.2')
    expect(services(record)).toEqual(['runs on 3 of 3 nodes, mode iptables', 'in place (30 on the nodes looked at)'])
    const without = { ...record, kubeProxy: {} }
    expect(services(without)[1]).toBe('30 left of a kube-proxy that does not run')
    const clean = withNodes(without, ({ iptables: _, ...node }) => node)
    expect(services(clean)).toEqual(['does not run', 'none: kube-proxy is replaced'])
  })
})
