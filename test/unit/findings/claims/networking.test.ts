import { describe, expect, it } from 'vitest'
import { datapathFacts, wireFacts } from '../../builders/facts/some-facts.ts'
import { aVariant } from '../../builders/run-events.ts'
import { claimOf, grounds } from './build-grounds.ts'

const unseen = { problems: [{ kind: 'not-seen-at-pod' }] } as const

describe('the claim about Flannel’s networking', () => {
  it('is confirmed by VXLAN on the wire', () => {
    const cell = claimOf('networking', 'flannel', grounds())
    expect(cell).toMatchObject({ verdict: 'confirmed', links: [{ probe: 'wire', variant: 'flannel/vxlan' }] })
    expect(cell.because).toContain('UDP port 8472')
  })

  it('holds in part where another backend of the run travels without it', () => {
    const variants = ['flannel/vxlan', 'flannel/host-gw']
    const wire = [wireFacts('flannel/vxlan'), wireFacts('flannel/host-gw', { encapsulation: { kind: 'none' } })]
    expect(claimOf('networking', 'flannel', grounds({ variants, shown: { wire } })).verdict).toBe('partly')
  })

  it('is refuted where VXLAN was asked for and is not on the wire', () => {
    const wire = [wireFacts('flannel/vxlan', { encapsulation: { kind: 'none' } })]
    expect(claimOf('networking', 'flannel', grounds({ shown: { wire } })).verdict).toBe('refuted')
  })

  it('is not tested by a backend that was not asked for VXLAN', () => {
    const wire = [wireFacts('flannel/host-gw', { encapsulation: { kind: 'none' } })]
    const cell = claimOf('networking', 'flannel', grounds({ variants: ['flannel/host-gw'], shown: { wire } }))
    expect(cell).toMatchObject({ verdict: 'not-tested', because: 'It takes flannel/vxlan, which is not in this run.' })
  })

  it('is not tested where the control was not seen', () => {
    const wire = [wireFacts('flannel/vxlan', unseen)]
    expect(claimOf('networking', 'flannel', grounds({ shown: { wire } })).verdict).toBe('not-tested')
  })
})

describe('the claim about Calico’s networking', () => {
  it('holds in part by VXLAN alone, and names the variants that the rest takes', () => {
    const cell = claimOf('networking', 'calico', grounds())
    expect(cell.verdict).toBe('partly')
    expect(cell.because).toBe(
      'VXLAN was seen. Not tested in this run: BGP (takes calico/bgp) and IP-in-IP (takes calico/ipip).',
    )
  })

  it('is confirmed where all three were seen', () => {
    const variants = ['calico/vxlan', 'calico/ipip', aVariant('calico/bgp')]
    const path = { kind: 'plain', device: 'eth0', via: '172.18.0.4' } as const
    const datapath = [datapathFacts('calico/bgp', { paths: [{ node: 'worker', path, protocol: 'bird' }] })]
    const wire = [wireFacts('calico/vxlan'), wireFacts('calico/ipip', { encapsulation: { kind: 'ipip' } })]
    expect(claimOf('networking', 'calico', grounds({ variants, shown: { wire, datapath } })).verdict).toBe('confirmed')
  })

  it('takes no packets without a tunnel for BGP', () => {
    const wire = [wireFacts('calico/bgp', { encapsulation: { kind: 'none' } })]
    const cell = claimOf('networking', 'calico', grounds({ variants: ['calico/bgp'], shown: { wire } }))
    expect(cell.verdict).toBe('not-tested')
  })

  it('is not tested without Calico', () => {
    expect(claimOf('networking', 'calico', grounds({ variants: ['flannel/vxlan'] }))).toMatchObject({
      verdict: 'not-tested',
      because: 'Calico is not in this run.',
      links: [],
    })
  })
})

describe('the claim about Cilium’s datapath', () => {
  it('is confirmed by its programs on interfaces', () => {
    expect(claimOf('networking', 'cilium', grounds())).toMatchObject({
      verdict: 'confirmed',
      links: [{ probe: 'datapath', variant: 'cilium/vxlan' }],
    })
  })

  it('is not tested where the look shows no program', () => {
    const datapath = [datapathFacts('cilium/vxlan', { programs: [] })]
    const cell = claimOf('networking', 'cilium', grounds({ shown: { datapath } }))
    expect(cell.verdict).toBe('not-tested')
    expect(cell.because).toContain('not seen is not absent')
  })
})
