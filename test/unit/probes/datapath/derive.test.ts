import { describe, expect, it } from 'vitest'
import { variants } from '../../../../main/cnis/index.ts'
import { datapathFacts } from '../../../../main/probes/datapath/derive.ts'
import { datapathRecordSchema, type DatapathRecord } from '../../../../main/probes/datapath/record.ts'
import { datapathSentence, datapathView } from '../../../../main/probes/datapath/view.ts'
import { jsonFixture } from '../../fixture.ts'

const recorded = (name: string): DatapathRecord =>
  datapathRecordSchema.parse(jsonFixture(`datapath/record-${name}.json`))
const evidenceOf = (variant: string, record: DatapathRecord) => {
  const facts = datapathFacts(record, variants.get(variant))
  return { ...facts, sentence: datapathSentence(facts) }
}
const routeOf = (variant: string, record: DatapathRecord) =>
  evidenceOf(variant, record).observations.find(({ what }) => what === 'Route to Pods on other nodes')
const withNodes = (
  record: DatapathRecord,
  change: (node: DatapathRecord['nodes'][number]) => DatapathRecord['nodes'][number],
) => ({
  ...record,
  nodes: record.nodes.map(change),
})

const throughWireguard = (record: DatapathRecord, device: string): DatapathRecord =>
  datapathRecordSchema.parse({
    ...withNodes(record, (node) => ({
      ...node,
      links: [
        ...node.links,
        {
          ifname: device,
          mtu: 1420,
          flags: ['POINTOPOINT', 'NOARP', 'UP', 'LOWER_UP'],
          linkinfo: { info_kind: 'wireguard' },
        },
      ],
      route: { dst: node.peer.address, dev: device },
    })),
    // As they were recorded while Flannel's backend counted as without encapsulation.
    facts: record.facts.map((fact) =>
      fact.what === 'Encryption by the backend'
        ? { ...fact, value: 'wireguard' }
        : fact.what.startsWith('Backend')
          ? { ...fact, value: 'none' }
          : fact.about === 'encryption'
            ? { ...fact, value: 'wireguard' }
            : fact,
    ),
  })

describe('the datapath', () => {
  it.each([
    ['kindnet', 'kindnet-v1.34.4', 'without a tunnel, by eth0'],
    ['flannel/vxlan', 'flannel-vxlan-v0.28.10', 'through the vxlan device flannel.1 (UDP 8472, VNI 1)'],
    ['calico/vxlan', 'calico-vxlan-v3.28.5', 'through the vxlan device vxlan.calico (UDP 4789, VNI 4096)'],
    ['cilium/vxlan', 'cilium-vxlan-v1.20.2', 'through the vxlan device cilium_vxlan (UDP 8472)'],
    ['netns/vxlan', 'netns-vxlan-iproute2-6.1', 'through the vxlan device vxlan.1 (UDP 8472, VNI 1)'],
  ])('of %s agrees with what is configured', (variant, name, observed) => {
    const { observations, sentence } = evidenceOf(variant, recorded(name))
    expect(routeOf(variant, recorded(name))).toMatchObject({ verdict: 'agrees' })
    expect(routeOf(variant, recorded(name))?.observed).toContain(observed)
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
    expect(routeOf('calico/vxlan', crossSubnet)).toMatchObject({ configured: 'vxlan', verdict: 'differs' })
    expect(evidenceOf('calico/vxlan', crossSubnet).sentence).toMatch(/is not as configured\.$/)
  })

  it.each([
    ['flannel/wireguard', 'flannel-vxlan-v0.28.10', 'flannel-wg'],
    ['calico/vxlan+wireguard', 'calico-vxlan-v3.28.5', 'wireguard.cali'],
  ])('of %s agrees where WireGuard carries what is sent between nodes', (variant, name, device) => {
    const record = throughWireguard(recorded(name), device)
    const { observations } = evidenceOf(variant, record)
    expect(routeOf(variant, record)).toMatchObject({ verdict: 'agrees' })
    expect(observations.filter(({ verdict }) => verdict === 'differs')).toEqual([])
  })

  it('differs where WireGuard carries it and is not configured', () => {
    const record = throughWireguard(recorded('calico-vxlan-v3.28.5'), 'wireguard.cali')
    expect(routeOf('calico/vxlan', record)).toMatchObject({ configured: 'vxlan', verdict: 'differs' })
  })

  it('does not take the port of the tunnel inside WireGuard for WireGuard’s', () => {
    const { observations } = evidenceOf('cilium/vxlan+wireguard', recorded('cilium-vxlan-v1.20.2'))
    expect(observations.filter(({ what }) => /port/i.test(what))).not.toContainEqual(
      expect.objectContaining({ verdict: 'differs' }),
    )
  })

  it('is unknown where Cilium’s own table could not be read, since its routes all lead to cilium_host', () => {
    const blind = withNodes(recorded('cilium-vxlan-v1.20.2'), ({ agentEntry: _, ...node }) => node)
    expect(routeOf('cilium/vxlan', blind)?.verdict).toBe('unknown')
    expect(routeOf('cilium/vxlan', blind)?.observed).toContain('whose own table could not be read')
  })

  it('takes an address without a tunnel endpoint for plain, though cilium_vxlan is there', () => {
    const native = withNodes(recorded('cilium-vxlan-v1.20.2'), (node) => ({
      ...node,
      agentEntry: { text: 'tunnelendpoint=0.0.0.0', encrypted: false },
    }))
    expect(routeOf('cilium/vxlan', native)).toMatchObject({ verdict: 'differs' })
  })

  it('is unknown without a route', () => {
    const blind = withNodes(recorded('kindnet-v1.34.4'), ({ route: _, ...node }) => node)
    expect(routeOf('kindnet', blind)?.verdict).toBe('unknown')
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
      ({ what }) => what === 'Route to Pods on other nodes',
    )
    expect(ways.map(({ verdict }) => verdict)).toEqual(['agrees', 'differs'])
  })

  it('tells a replaced kube-proxy from one that runs, and rules that were left', () => {
    const services = (record: DatapathRecord) =>
      evidenceOf('cilium/vxlan', record)
        .observations.filter(({ topic }) => topic === 'services')
        .map(({ observed }) => observed)
    const record = recorded('cilium-vxlan-v1.20.2')
    expect(services(record)).toEqual(['runs on 3 of 3 nodes, mode iptables', 'in place (30 on the nodes inspected)'])
    const without = { ...record, kubeProxy: {} }
    expect(services(without)[1]).toBe('30 left of a kube-proxy that does not run')
    const clean = withNodes(without, ({ iptables: _, ...node }) => node)
    expect(services(clean)).toEqual(['does not run', 'none: kube-proxy is replaced'])
  })

  it('calls what is configured by the words of today in old records too', () => {
    const words = evidenceOf('cilium/vxlan', recorded('cilium-vxlan-v1.20.2')).observations.map(({ what }) => what)
    expect(words).toContain('Configured encryption')
    expect(words.filter((what) => what.includes('asked for'))).toEqual([])
  })

  it('names the programs of eBPF and who put a route there', () => {
    const { programs } = evidenceOf('cilium/vxlan', recorded('cilium-vxlan-v1.20.2'))
    expect(programs).toContain('cil_from_container')
    const bird = withNodes(recorded('calico-vxlan-v3.28.5'), (node) => ({
      ...node,
      entry: { dst: '10.244.2.0/26', gateway: node.peer.nodeAddress, dev: 'eth0', protocol: 'bird' },
    }))
    expect(evidenceOf('calico/bgp', bird).paths.map(({ protocol }) => protocol)).toEqual(['bird', 'bird'])
  })
})

describe('the view of the datapath', () => {
  const variants = ['flannel/vxlan', 'calico/vxlan'].map((variant, n) => ({
    variant,
    facts: evidenceOf(variant, recorded(['flannel-vxlan-v0.28.10', 'calico-vxlan-v3.28.5'][n] ?? '')),
  }))

  it('has a row for each thing, a column for each variant, and opens what each was read from', () => {
    const [section] = datapathView(variants)
    const table = section?.kind === 'section' ? section.blocks.find(({ kind }) => kind === 'table') : undefined
    if (table?.kind !== 'table') throw new Error('There is no table.')
    expect(table.columns.slice(1).map(({ variant }) => variant)).toEqual(['flannel/vxlan', 'calico/vxlan'])
    expect(table.groups.map(({ title }) => title)).toEqual([
      ...['Configuration', 'Network devices', 'Routes', 'Packet filter rules', 'Services', 'Agent'],
    ])
    const route = table.groups.flatMap(({ rows }) => rows).find(({ head }) => head === 'Route to Pods on other nodes')
    expect(route?.cells[0]).toMatchObject([
      {
        text: 'through the vxlan device flannel.1 (UDP 8472, VNI 1)',
        note: 'configured: vxlan',
        sign: { symbol: '✓' },
        detail: {
          blocks: [{ kind: 'excerpt', source: expect.stringMatching(/ on \S+worker and \S+worker2$/) as string }],
        },
      },
    ])
  })

  it('is nothing where no variant has facts', () => {
    expect(datapathView([])).toEqual([])
  })
})
