import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canDecide, planLooks, roundsToReach } from '../../../main/statistics/plan-looks.ts'
import { familyAlpha, fewestRounds } from '../../../main/statistics/promises.ts'
import { simulateRuns } from './simulate-runs.ts'

const choices = fc.record({
  hypotheses: fc.integer({ min: 1, max: 500 }),
  spread: fc.double({ min: 0.01, max: 0.4, noNaN: true }),
  difference: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
  mostRounds: fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined }),
})

describe('planned looks', () => {
  it('spend one in twenty, one after the other, and no more', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const looks = planLooks(choice)
        expect(looks.length).toBeGreaterThanOrEqual(1)
        expect(looks.length).toBeLessThanOrEqual(4)
        expect(looks.reduce((sum, { alpha }) => sum + alpha, 0)).toBeLessThanOrEqual(familyAlpha + 1e-12)
        looks.slice(1).forEach(({ rounds }, index) => {
          expect(rounds).toBeGreaterThan(looks[index]?.rounds ?? 0)
        })
        if (choice.mostRounds !== undefined) expect(looks.at(-1)?.rounds).toBe(choice.mostRounds)
      }),
    )
  })

  it('come when something can be decided at all, unless the rounds are too few for that', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        for (const { rounds, alpha } of planLooks(choice))
          expect(rounds >= roundsToReach(alpha / choice.hypotheses) || rounds === choice.mostRounds).toBe(true)
      }),
    )
  })

  it('begin at six rounds, where all of one sign is two-sided p = 2^(1 − 6)', () => {
    expect(roundsToReach(1)).toBe(fewestRounds)
    expect([2 ** -5, 2 ** -6, 2 ** -6 - 1e-6].map(roundsToReach)).toEqual([6, 7, 8])
    expect([5, 6].map((rounds) => canDecide(rounds, 1))).toEqual([false, true])
  })

  it('are later for more questions, more spread and smaller differences', () => {
    const last = (change: object) =>
      planLooks({ hypotheses: 30, spread: 0.07, difference: 0.1, ...change }).at(-1)?.rounds ?? 0
    expect(last({ hypotheses: 300 })).toBeGreaterThan(last({}))
    expect(last({ spread: 0.1 })).toBeGreaterThan(last({}))
    expect(last({ difference: 0.05 })).toBeGreaterThan(last({}))
  })
})

/** More for the figures in docs/measuring.md. */
const runs = Number(process.env.SIMULATED_RUNS ?? 300)

const tell = (simulated: object) => {
  if (process.env.SIMULATED_RUNS) console.log(runs, JSON.stringify(simulated))
}

describe('simulated runs', { timeout: 600_000 }, () => {
  it.each([
    { questions: 4, variants: 2, spread: 0.1, difference: 0.1 },
    { questions: 9, variants: 4, spread: 0.07, difference: 0.1 },
  ])('call something a difference that is none in one of twenty at most: %j', (run) => {
    const simulated = simulateRuns({ ...run, runs, seed: 1, truth: 'equal' })
    const { falseRuns } = simulated
    tell(simulated)
    // Of so many runs, more than this in one of a hundred at exactly 5 %.
    expect(falseRuns).toBeLessThanOrEqual(runs * 0.05 + 2.4 * Math.sqrt(runs * 0.05 * 0.95))
  })

  it.each([
    { questions: 4, variants: 2, spread: 0.1, difference: 0.1 },
    { questions: 9, variants: 4, spread: 0.07, difference: 0.1 },
  ])('find the promised difference in four of five, beside others that are none: %j', (run) => {
    const simulated = simulateRuns({ ...run, runs, seed: 1, truth: 'one-difference' })
    const { found } = simulated
    tell(simulated)
    expect(found / runs).toBeGreaterThan(0.75)
  })
})
