import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Conclusion } from '../../../main/findings/findings.ts'
import { standingsByLevel, standingsOf } from '../../../main/findings/standings.ts'

const key = { probe: 'p', caseId: 'c', path: 'pod-pod/cross-node', metric: 'm' } as const
const wins = (winner: string, other: string): Conclusion => ({ ...key, a: other, b: winner, verdict: 'ahead', winner })
const open = (a: string, b: string): Conclusion => ({ ...key, a, b, verdict: 'undecided' })
const same = (a: string, b: string): Conclusion => ({ ...key, a, b, verdict: 'equal' })
const of = (...comparisons: readonly Conclusion[]) => Object.fromEntries(standingsOf(['a', 'b', 'c'], comparisons))

describe('standings by comparisons', () => {
  it('are ahead where nobody is ahead, and somebody is behind', () => {
    expect(of(wins('a', 'b'), wins('a', 'c'), wins('b', 'c'))).toEqual({ a: 'ahead', b: 'behind', c: 'behind' })
  })

  it('are undecided where a pair cannot be told apart, though one of it is ahead of a third', () => {
    expect(of(wins('a', 'c'), open('a', 'b'), open('b', 'c'))).toEqual({ a: 'ahead', b: 'undecided', c: 'behind' })
  })

  it('are undecided of all where nothing is shown', () => {
    expect(of(open('a', 'b'), open('a', 'c'), open('b', 'c'))).toEqual({
      a: 'undecided',
      b: 'undecided',
      c: 'undecided',
    })
  })

  it('are equal to the one that nobody is ahead of where that is shown, not where it is only not refuted', () => {
    expect(of(same('a', 'b'), same('a', 'c'), open('b', 'c'))).toEqual({ a: 'equal', b: 'equal', c: 'equal' })
    expect(of(same('a', 'b'), wins('a', 'c'), open('b', 'c'))).toEqual({ a: 'ahead', b: 'equal', c: 'behind' })
  })

  it('are behind of all in a circle: of each somebody is ahead', () => {
    expect(of(wins('a', 'b'), wins('b', 'c'), wins('c', 'a'))).toEqual({ a: 'behind', b: 'behind', c: 'behind' })
  })

  it('are none of a variant alone', () => {
    expect(standingsOf(['a'], []).size).toBe(0)
  })
})

describe('standings by level', () => {
  const exact = { better: 'higher', tolerance: 0 } as const

  it('have everyone at the best level ahead, where somebody is behind', () => {
    const levels = new Map(Object.entries({ calico: 1, cilium: 1, flannel: 0 }))
    expect(Object.fromEntries(standingsByLevel(levels, exact))).toEqual({
      ...{ calico: 'ahead', cilium: 'ahead', flannel: 'behind' },
    })
  })

  it('are equal where nobody is behind, within the tolerance', () => {
    const levels = new Map([
      ['a', 100],
      ['b', 109],
    ])
    expect([...standingsByLevel(levels, { better: 'lower', tolerance: 0.1 }).values()]).toEqual(['equal', 'equal'])
    expect([...standingsByLevel(levels, { better: 'lower', tolerance: 0.01 }).values()]).toEqual(['ahead', 'behind'])
  })

  it('never put behind whoever has the best level, and never ahead whoever is off it', () => {
    const levels = fc.dictionary(fc.string(), fc.integer({ min: 0, max: 5 }), { minKeys: 2, noNullPrototype: true })
    fc.assert(
      fc.property(levels, fc.constantFrom('higher' as const, 'lower' as const), (record, better) => {
        const map = new Map(Object.entries(record))
        const best = better === 'higher' ? Math.max(...map.values()) : Math.min(...map.values())
        for (const [variant, standing] of standingsByLevel(map, { better, tolerance: 0 }))
          expect(standing === 'behind').toBe(map.get(variant) !== best)
      }),
    )
  })
})
