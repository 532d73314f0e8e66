import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { poolFacts } from '../../../main/cnis/calico/own-tools.ts'
import { configFacts, readEntry, statusFacts } from '../../../main/cnis/cilium/own-tools.ts'
import { annotationFacts, netConfFacts } from '../../../main/cnis/flannel/own-tools.ts'
import { fixture } from '../fixture.ts'
import { mutationsOf } from '../probes/mutations.ts'

const status = fixture('datapath/cilium-dbg-status-v1.20.2.txt')

describe('what Cilium says of itself', () => {
  it('has routing, encryption and the kube-proxy replacement of the running agent', () => {
    const facts = statusFacts(status, 'cilium-x').map(({ about, what, value }) => [about, what, value])
    expect(facts).toContainEqual(['encapsulation', 'Routing of the agent', 'vxlan'])
    expect(facts).toContainEqual(['encryption', 'Encryption by the agent', 'none'])
    expect(facts).toContainEqual([undefined, 'kube-proxy replacement', 'False'])
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

describe('configuration of Calico and Flannel', () => {
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
})
