import { describe, expect, it } from 'vitest'
import { footprintFacts, policyFacts, someShown } from '../../builders/facts/some-facts.ts'
import { claimOf, grounds } from './build-grounds.ts'

const columns = ['flannel', 'calico', 'cilium'] as const
const variants = columns.map((column) => `${column}/vxlan`)

/** Everything of a CNI counted as the same number. */
const weighing = (variant: string, weight: number): ReturnType<typeof footprintFacts> =>
  footprintFacts(variant, {
    objectCount: weight,
    crds: weight,
    pods: weight,
    images: Array.from({ length: weight }, () => ({ reference: 'image', bytes: 1 })),
    imageBytes: weight,
    memoryBytes: weight,
    readyMs: weight,
  })

const verdicts = (...weights: readonly number[]) => {
  const footprint = variants.map((variant, n) => weighing(variant, weights[n] ?? 0))
  return columns.map((column) => claimOf('complexity', column, grounds({ variants, shown: { footprint } })).verdict)
}

describe('the claims about complexity', () => {
  it('are confirmed where every measure is in the claimed order', () => {
    expect(verdicts(1, 5, 9)).toEqual(['confirmed', 'confirmed', 'confirmed'])
  })

  it('are refuted where every measure is in the reverse order, which leaves Calico between', () => {
    expect(verdicts(9, 5, 1)).toEqual(['refuted', 'confirmed', 'refuted'])
  })

  it('are refuted where all are alike', () => {
    expect(verdicts(5, 5, 5)).toEqual(['refuted', 'refuted', 'refuted'])
  })

  it('hold in part where some measures differ, and name them', () => {
    const cell = claimOf('complexity', 'cilium', grounds())
    expect(cell.verdict).toBe('partly')
    expect(cell.because).toBe(
      'Cilium (cilium/vxlan) is highest in 4 of 7 measures: objects, size of images, memory and time to ready; not in CRDs, Pods and images.',
    )
  })

  it('do not tell memory apart that differs by less than a tenth', () => {
    const footprint = someShown().footprint.map(({ variant }) =>
      footprintFacts(variant, { memoryBytes: variant === 'flannel/vxlan' ? 95 : 100 }),
    )
    expect(claimOf('complexity', 'flannel', grounds({ shown: { footprint } })).because).toMatch(/not in .*memory/)
  })

  it('leave out what is not known of all', () => {
    const footprint = someShown().footprint.map(({ variant, facts: { memoryBytes: _, ...facts } }) => ({
      variant,
      facts,
    }))
    expect(claimOf('complexity', 'flannel', grounds({ shown: { footprint } })).because).toContain('of 6 measures')
  })

  it('are not tested without all three', () => {
    const cell = claimOf('complexity', 'flannel', grounds({ variants: ['flannel/vxlan', 'cilium/vxlan'] }))
    expect(cell.verdict).toBe('not-tested')
    expect(cell.because).toContain('Calico is not in this run.')
  })
})

describe('the claims about use cases', () => {
  it('hold in part at most, by the rows that they follow from', () => {
    for (const column of columns) expect(claimOf('use-case', column, grounds()).verdict).toBe('partly')
  })

  it('are not testable where nothing speaks for them or against', () => {
    const from = grounds({ shown: { footprint: [], policy: [], observability: [], wire: [] } })
    for (const column of columns) expect(claimOf('use-case', column, from).verdict).toBe('not-testable')
  })

  it('are refuted where what they rest on is', () => {
    const policy = someShown().policy.map(({ variant }) => policyFacts(variant, { enforcement: 'none' }))
    expect(claimOf('use-case', 'calico', grounds({ shown: { policy } })).verdict).toBe('refuted')
  })
})
