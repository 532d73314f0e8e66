import { describe, expect, it } from 'vitest'
import { withEncryption } from '../../builders/facts/some-facts.ts'
import { aVariant } from '../../builders/run-events.ts'
import { blind, claimOf, grounds } from './build-grounds.ts'

const encrypted = (variant: string, configured: 'wireguard' | 'ipsec' = 'wireguard') =>
  withEncryption(variant, { configured, observed: 'encrypted' })

describe('the claim that Flannel has no encryption', () => {
  it('is refuted by the project’s backends; the run adds that VXLAN is clear text', () => {
    const cell = claimOf('encryption', 'flannel', grounds())
    expect(cell).toMatchObject({ verdict: 'refuted', links: [{ fact: 'flannel-backends' }, { probe: 'wire' }] })
    expect(cell.because).toBe(
      'Flannel has a WireGuard backend. In this run Pod traffic between nodes is in clear text with flannel/vxlan.',
    )
  })

  it('is refuted by the wire, too, where the WireGuard backend is in the run', () => {
    const variants = ['flannel/vxlan', 'flannel/wireguard']
    const wire = [withEncryption('flannel/vxlan'), encrypted('flannel/wireguard')]
    expect(claimOf('encryption', 'flannel', grounds({ variants, shown: { wire } })).because).toContain(
      'encrypted with flannel/wireguard and in clear text with flannel/vxlan.',
    )
  })
})

describe('the claim that Calico has IPsec', () => {
  it('is refuted by what the project offers', () => {
    const cell = claimOf('encryption', 'calico', blind())
    expect(cell).toMatchObject({ verdict: 'refuted', links: [{ fact: 'calico-wireguard' }] })
    expect(cell.because).toContain('This run shows neither.')
  })
})

describe('the claim that Cilium encrypts transparently', () => {
  const variants = [aVariant('cilium/vxlan+wireguard')]
  const wireguard = aVariant('cilium/vxlan+wireguard', {
    configured: { encapsulation: 'vxlan', encryption: 'wireguard', datapath: 'eBPF' },
  })

  it('is confirmed by the wire', () => {
    const cell = claimOf(
      'encryption',
      'cilium',
      grounds({ variants, shown: { wire: [encrypted('cilium/vxlan+wireguard')] } }),
    )
    expect(cell).toMatchObject({
      verdict: 'confirmed',
      links: [{ probe: 'wire', variant: 'cilium/vxlan+wireguard' }],
    })
    expect(cell.because).toBe(
      'Pod traffic between nodes of cilium/vxlan+wireguard is encrypted on the wire (WireGuard). Not in this run: IPsec.',
    )
  })

  it('is refuted where it was asked for and clear text was read', () => {
    const wire = [withEncryption('cilium/vxlan+wireguard', { configured: 'wireguard' })]
    expect(claimOf('encryption', 'cilium', grounds({ variants, shown: { wire } })).verdict).toBe('refuted')
  })

  it('holds in part where one way encrypts and another does not', () => {
    const wire = [
      withEncryption('cilium/vxlan+wireguard', { configured: 'wireguard' }),
      encrypted('cilium/vxlan+ipsec', 'ipsec'),
    ]
    const both = [...variants, 'cilium/vxlan+ipsec']
    expect(claimOf('encryption', 'cilium', grounds({ variants: both, shown: { wire } })).verdict).toBe('partly')
  })

  it('is not testable where the kernel has neither WireGuard nor ESP, which it names', () => {
    const cell = claimOf('encryption', 'cilium', grounds({ kernelFeatures: { wireguard: false, esp: false } }))
    expect(cell).toMatchObject({
      verdict: 'not-testable',
      because: 'The kernel that the nodes run on has neither WireGuard nor IPsec’s ESP.',
    })
  })

  it.each([
    [
      { wireguard: false, esp: true },
      'It takes cilium/vxlan+ipsec, which is not in this run. The kernel lacks WireGuard.',
    ],
    [
      { wireguard: true, esp: true },
      'It takes cilium/vxlan+wireguard or cilium/vxlan+ipsec, which is not in this run.',
    ],
    [undefined, 'It takes cilium/vxlan+wireguard or cilium/vxlan+ipsec, which is not in this run.'],
  ])('is not tested where the kernel has %o and no such variant is in the run', (kernelFeatures, because) => {
    const cell = claimOf('encryption', 'cilium', grounds(kernelFeatures ? { kernelFeatures } : {}))
    expect(cell).toMatchObject({ verdict: 'not-tested', because })
  })

  it('is not tested where such a variant is in the run and its packets were not captured, which is not called its absence', () => {
    expect(claimOf('encryption', 'cilium', grounds({ variants: [wireguard], shown: { wire: [] } }))).toMatchObject({
      verdict: 'not-tested',
      because: 'No result of the probe wire for Cilium is in this run.',
    })
  })

  it('is not tested where the look at the wire proves nothing', () => {
    const wire = [withEncryption('cilium/vxlan+wireguard', { configured: 'wireguard', observed: 'unknown' })]
    expect(claimOf('encryption', 'cilium', grounds({ variants, shown: { wire } })).verdict).toBe('not-tested')
  })
})
