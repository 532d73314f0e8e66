import { describe, expect, it } from 'vitest'
import { aVariant } from '../../builders/run-events.ts'
import { ahead, claimOf, equal, grounds, uncompared, undecided } from './build-grounds.ts'

const [flannel, calico, cilium] = ['flannel/vxlan', 'calico/vxlan', 'cilium/vxlan']
const asClaimed = [ahead(cilium, calico), ahead(cilium, flannel), ahead(calico, flannel)]
const turned = [ahead(calico, cilium), ahead(flannel, cilium), ahead(flannel, calico)]
const columns = ['flannel', 'calico', 'cilium'] as const

describe('the claims about performance', () => {
  it('are confirmed by ranked comparisons as claimed, but for the eBPF option of Calico', () => {
    const from = grounds({ comparisons: asClaimed })
    expect(columns.map((column) => claimOf('performance', column, from).verdict)).toEqual([
      'confirmed',
      'partly',
      'confirmed',
    ])
    expect(claimOf('performance', 'calico', from).because).toContain('eBPF option')
  })

  it('are refuted by ranked comparisons that are all against them', () => {
    const from = grounds({ comparisons: turned })
    for (const column of columns) expect(claimOf('performance', column, from).verdict).toBe('refuted')
  })

  it('hold in part where some are for them and some against', () => {
    const from = grounds({ comparisons: [...asClaimed, ...turned] })
    for (const column of columns) expect(claimOf('performance', column, from).verdict).toBe('partly')
  })

  it('confirm Calico where its eBPF option is in the run', () => {
    const ebpf = aVariant('calico/ebpf', {
      configured: { encapsulation: 'vxlan', dataplane: 'ebpf', datapath: 'eBPF on veths' },
    })
    const from = grounds({ variants: [flannel, ebpf], comparisons: [ahead('calico/ebpf', flannel)] })
    expect(claimOf('performance', 'calico', from).verdict).toBe('confirmed')
  })

  it('are not tested by comparisons that are undecided', () => {
    const comparisons = [undecided(cilium, calico), undecided(cilium, flannel)]
    const cell = claimOf('performance', 'cilium', grounds({ comparisons }))
    expect(cell.verdict).toBe('not-tested')
    expect(cell.because).toContain('2 comparisons left open')
  })

  it('are refuted where they are shown to be equal, since nobody is faster', () => {
    const from = grounds({ comparisons: [equal(cilium, calico), equal(cilium, flannel)] })
    expect(claimOf('performance', 'cilium', from).verdict).toBe('refuted')
  })

  it('take no account of variants with one round in common, which is no tie', () => {
    const comparisons = [ahead(cilium, calico), ahead(cilium, flannel)]
    const [alone, beside] = [comparisons, [...comparisons, uncompared(cilium, flannel)]].map((made) =>
      claimOf('performance', 'cilium', grounds({ comparisons: made })),
    )
    expect(alone?.verdict).toBe('confirmed')
    expect(beside).toEqual(alone)
    const only = claimOf('performance', 'cilium', grounds({ comparisons: [uncompared(cilium, flannel)] }))
    expect(only).toMatchObject({ verdict: 'not-tested', links: [] })
  })

  it('hold in part where some comparisons do not tell apart, or one CNI is not compared', () => {
    const some = grounds({ comparisons: [ahead(cilium, calico), ahead(cilium, flannel), undecided(cilium, flannel)] })
    expect(claimOf('performance', 'cilium', some).verdict).toBe('partly')
    const one = claimOf('performance', 'cilium', grounds({ comparisons: [ahead(cilium, calico)] }))
    expect(one.verdict).toBe('partly')
    expect(one.because).toContain('Not compared with Flannel.')
  })

  it('are not tested by the baseline, by encrypted variants or across encapsulations', () => {
    const native = aVariant('cilium/native')
    const encrypted = aVariant('cilium/wireguard', {
      configured: { encapsulation: 'vxlan', encryption: 'wireguard', datapath: 'eBPF' },
    })
    const from = grounds({
      variants: [flannel, cilium, native, encrypted],
      comparisons: [
        ahead(cilium, flannel, { path: 'host-host' }),
        ahead('cilium/native', flannel),
        ahead('cilium/wireguard', flannel),
      ],
    })
    expect(claimOf('performance', 'cilium', from)).toMatchObject({ verdict: 'not-tested', links: [] })
  })
})
