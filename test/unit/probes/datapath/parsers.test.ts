import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCniConfig } from '../../../../main/probes/datapath/cni-config.ts'
import { readMode } from '../../../../main/probes/datapath/kube-proxy.ts'
import { readPrograms } from '../../../../main/probes/datapath/node-state.ts'
import { countRules, countTables, isOfIptables } from '../../../../main/probes/datapath/rules.ts'
import { fixture } from '../../fixture.ts'
import { mutationsOf } from '../mutations.ts'

const iptables = fixture('datapath/iptables-save-calico-1.8.9.txt')
const nftables = fixture('datapath/nft-list-ruleset-calico-1.0.txt')
const cniConfigs = fixture('datapath/cni-configs-calico-v3.28.5.txt')

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

describe('what a node shows', () => {
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
