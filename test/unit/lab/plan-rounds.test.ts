import { describe, expect, it } from 'vitest'
import { trafficPaths } from '../../../main/experiment/paths.ts'
import { planRounds, type RoundsAsked } from '../../../main/lab/plan-rounds.ts'
import { measuring } from '../builders/probes.ts'

const minute = 60_000
const asked = (choice: Partial<RoundsAsked['choice']> = {}, more: Partial<RoundsAsked> = {}) =>
  planRounds({
    choice: { mode: 'quick', ...choice },
    probes: measuring.slice(0, 1),
    paths: [...trafficPaths],
    clusters: 2,
    intensity: { durationS: 1, requests: 1_000, bytes: 1 },
    usualSpread: 0.07,
    // A turn of 6 s, and of a bit more where the third of what is rare is read.
    times: { turnMs: 3_000, readingMs: () => 1_000 },
    ...more,
  })

describe('how many rounds a run has', () => {
  it('is as many as its promise takes, the more there is to compare', () => {
    const [two, four] = [2, 4].map((clusters) => asked({}, { clusters }))
    expect(two?.decides).toBe(true)
    expect(four?.maxRounds).toBeGreaterThan(two?.maxRounds ?? Infinity)
    expect(asked({}, { usualSpread: 0.1 }).maxRounds).toBeGreaterThan(two?.maxRounds ?? Infinity)
  })

  it('is what fits into a time, with room for more, and says when that decides nothing', () => {
    const enough = asked({ budgetMs: 5 * minute })
    const fitting = enough.maxRounds / 3
    expect(fitting).toBeGreaterThan(15)
    expect(fitting).toBeLessThan((5 * minute) / 12_000 + 1)
    expect(enough.decides).toBe(true)
    expect(asked({ budgetMs: minute })).toMatchObject({ decides: false, looks: [{ alpha: 0.05 }] })
  })

  it('is what is asked for, whatever it tells', () => {
    expect(asked({ rounds: 3 })).toEqual({ rounds: 3, maxRounds: 3, decides: false })
    expect(asked({ rounds: 30, budgetMs: minute })).toEqual({ rounds: 30, maxRounds: 30, decides: true })
  })

  it('is the mode’s own for a variant alone, as far as there is time', () => {
    expect(asked({ mode: 'standard' }, { clusters: 1 })).toEqual({ rounds: 10, maxRounds: 10, decides: false })
    expect(asked({ mode: 'rigorous', budgetMs: minute }, { clusters: 1 }).rounds).toBeLessThan(20)
  })
})
