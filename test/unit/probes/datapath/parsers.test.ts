import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { poolFacts } from '../../../../main/probes/datapath/calico.ts'
import { configFacts, readEntry, statusFacts } from '../../../../main/probes/datapath/cilium.ts'
import { readCniConfig } from '../../../../main/probes/datapath/cni-config.ts'
import { annotationFacts, netConfFacts } from '../../../../main/probes/datapath/flannel.ts'
import { readMode } from '../../../../main/probes/datapath/kube-proxy.ts'
import { readPrograms } from '../../../../main/probes/datapath/node-state.ts'
import { countRules, countTables, isOfIptables } from '../../../../main/probes/datapath/rules.ts'
import { fixture } from '../../fixture.ts'
import { mutationsOf } from '../mutations.ts'

const iptables = fixture('datapath/iptables-save-calico-1.8.9.txt')
const nftables = fixture('datapath/nft-list-ruleset-calico-1.0.txt')
const cniConfigs = fixture('datapath/cni-configs-calico-v3.28.5.txt')
const status = fixture('datapath/cilium-dbg-status-v1.20.2.txt')

describe('rules', () => {
  it('are counted by whose chains they are in', () => {
    const { rules, byOwner, services, examples } = countRules(iptables)
    expect(byOwner).toEqual({ 'built-in': 29, cali: 90, KUBE: 48, DOCKER: 4 })
    expect(rules).toBe(171)
    expect(services).toBe(15)
    expect(examples.every((example) => iptables.includes(example))).toBe(true)
  })

  it('add up, however the output is damaged', () => {
    fc.assert(
      fc.property(mutationsOf(iptables), (output) => {
        const { rules, byOwner } = countRules(output)
        return Object.values(byOwner).reduce((sum, count) => sum + count, 0) === rules
      }),
    )
  })

  it('of nftables are counted by table, without types, policies and sets', () => {
    const own =
      'table ip kube-proxy {\n  set ips {\n    type ipv4_addr\n    elements = { 10.0.0.1,\n 10.0.0.2 }\n  }\n  chain services {\n    type nat hook output priority 0; policy accept;\n    ip daddr 10.0.0.1 accept\n  }\n}\n'
    expect(countTables(own)).toEqual([{ table: 'ip kube-proxy', rules: 1 }])
    const tables = countTables(nftables)
    expect(tables.every(isOfIptables)).toBe(true)
    expect(tables.find(({ table }) => table === 'ip filter')?.rules).toBe(87)
    fc.assert(fc.property(mutationsOf(nftables), (output) => countTables(output).every(({ rules }) => rules >= 0)))
  })
})

describe('the CNI configuration', () => {
  it('is the first file by name, with its plugins in order', () => {
    expect(readCniConfig(cniConfigs)).toEqual({
      file: '/etc/cni/net.d/10-calico.conflist',
      name: 'k8s-pod-network',
      plugins: ['calico', 'portmap', 'bandwidth'],
      others: [],
    })
    const two = '== /etc/cni/net.d/10-b.conf\n{"type":"ptp"}\n== /etc/cni/net.d/05-a.conf\nbroken\n'
    expect(readCniConfig(two)).toEqual({
      file: '/etc/cni/net.d/05-a.conf',
      plugins: [],
      others: ['/etc/cni/net.d/10-b.conf'],
    })
    expect(readCniConfig('')).toBeUndefined()
  })

  it('is read in some way, however it is damaged', () => {
    fc.assert(
      fc.property(mutationsOf(cniConfigs), (output) => {
        const config = readCniConfig(output)
        return config === undefined || Array.isArray(config.plugins)
      }),
    )
  })
})

describe('what Cilium says of itself', () => {
  it('has routing, encryption and the kube-proxy replacement of the running agent', () => {
    const facts = statusFacts(status, 'cilium-x').map(({ about, what, value }) => [about, what, value])
    expect(facts).toContainEqual(['encapsulation', 'Routing of the agent', 'vxlan'])
    expect(facts).toContainEqual(['encryption', 'Encryption by the agent', 'none'])
    expect(facts).toContainEqual(['services', 'kube-proxy replacement', 'False'])
    const wireguard = status.replace(/Encryption: +Disabled/, 'Encryption:   Wireguard [cilium_wg0 (Peers: 2)]')
    expect(statusFacts(wireguard, 'x').find(({ about }) => about === 'encryption')?.value).toBe('wireguard')
  })

  it('shows only lines that the agent printed, however the output is damaged', () => {
    fc.assert(
      fc.property(mutationsOf(status), (output) =>
        statusFacts(output, 'x').every(({ excerpt }) => output.includes(excerpt)),
      ),
    )
  })

  it('tells the tunnel endpoint of an address, and that 0.0.0.0 is none', () => {
    const printed = fixture('datapath/cilium-dbg-ipcache-v1.20.2.txt')
    expect(readEntry(printed)).toMatchObject({ tunnelTo: '172.18.0.13', encrypted: false })
    expect(readEntry(printed.replace('172.18.0.13', '0.0.0.0'))?.tunnelTo).toBeUndefined()
    expect(readEntry(printed.replace('encryptkey=0', 'encryptkey=255'))?.encrypted).toBe(true)
    expect(readEntry('not found')).toBeUndefined()
  })

  it('is native routing where the ConfigMap says so', () => {
    const value = (data: Record<string, string>, about: string) =>
      configFacts(data).find((fact) => fact.about === about)?.value
    expect(value({ 'routing-mode': 'native', 'tunnel-protocol': 'vxlan' }, 'encapsulation')).toBe('none')
    expect(value({ 'routing-mode': 'tunnel', 'tunnel-protocol': 'geneve' }, 'encapsulation')).toBe('geneve')
    expect(value({ 'enable-ipsec': 'true' }, 'encryption')).toBe('ipsec')
    expect(configFacts({})).toEqual([])
  })
})

describe('configuration of Calico, Flannel and kube-proxy', () => {
  it('takes CrossSubnet for what it is between nodes of one subnet', () => {
    const pool = (vxlanMode: string, ipipMode = 'Never') => ({ cidr: '10.244.0.0/16', vxlanMode, ipipMode })
    expect(poolFacts([pool('Always')])[0]?.value).toBe('vxlan')
    expect(poolFacts([pool('CrossSubnet')])[0]?.value).toBe('vxlan between subnets only')
    expect(poolFacts([pool('Never', 'Always')])[0]?.value).toBe('ipip')
    expect(poolFacts([pool('Never')])[0]?.value).toBe('none')
    expect(poolFacts([{ ...pool('Always'), disabled: true }])).toEqual([])
  })

  it('tells Flannel’s backend as configured and as it runs', () => {
    expect(netConfFacts('{"Backend":{"Type":"wireguard"}}').map(({ value }) => value)).toEqual(['udp', 'wireguard'])
    expect(netConfFacts('{')).toEqual([])
    const node = (name: string, type: string) => ({
      name,
      annotations: { 'flannel.alpha.coreos.com/backend-type': type },
    })
    expect(annotationFacts([node('a', 'vxlan'), node('b', 'vxlan')])[0]?.value).toBe('vxlan')
    expect(annotationFacts([node('a', 'vxlan'), node('b', 'host-gw')])[0]?.value).toBe('vxlan, host-gw')
    expect(annotationFacts([{ name: 'a', annotations: {} }])).toEqual([])
  })

  it('reads the mode of kube-proxy, not one that is deeper in the file', () => {
    expect(readMode('winkernel:\n  mode: no\nmode: "ipvs"\n')).toBe('ipvs')
    expect(readMode('mode: ""\n')).toBe('')
    expect(readMode('iptables: {}\n')).toBeUndefined()
  })

  it('tells pinned programs from those of traffic control', () => {
    const output =
      '/sys/fs/bpf/cilium/devices/eth0/links/cil_from_netdev\nfilter protocol all pref 1 bpf chain 0 handle 0x1 x\n'
    expect(readPrograms(output)).toEqual({ pinned: ['cilium/devices/eth0/links/cil_from_netdev'], filters: 1 })
    expect(readPrograms('')).toEqual({ pinned: [], filters: 0 })
  })
})
