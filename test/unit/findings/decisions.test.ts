import { describe, expect, it } from 'vitest'
import { decide, type PairedRounds } from '../../../main/findings/decisions.ts'
import { looksOf } from '../../../main/findings/looks.ts'
import { seededRandom } from '../../../main/system/random.ts'

const winnerWhere = { above: 'a', below: 'b' } as const
const ratios = (values: readonly number[]): PairedRounds => ({
  scale: 'ratio',
  winnerWhere,
  byRound: new Map(values.map((value, index) => [index + 1, value])),
})
const differences = (values: readonly number[]): PairedRounds => ({ ...ratios(values), scale: 'difference' })
const once = [{ round: Infinity, alpha: 0.05 }]
const verdictOf = (pair: PairedRounds, looks = once, beside: readonly PairedRounds[] = []) =>
  decide([pair, ...beside], looks).get(pair)

describe('a decision', () => {
  it('names who is ahead, whichever way better lies', () => {
    expect(verdictOf(ratios([1.1, 1.2, 1.15, 1.12, 1.18, 1.11]))).toEqual({ verdict: 'ahead', winner: 'a' })
    expect(verdictOf(ratios([0.9, 0.8, 0.85, 0.88, 0.82, 0.89]))).toEqual({ verdict: 'ahead', winner: 'b' })
  })

  it('drops no zero where it is of differences, and calls equal only what never differs', () => {
    expect(verdictOf(differences([0, 0, 0, 0, 0, 0]))).toEqual({ verdict: 'equal' })
    expect(verdictOf(differences([0, 0, 0, 0, 0, 1]))).toEqual({ verdict: 'undecided' })
    expect(verdictOf(differences([2, 3, 1, 4, 2, 5]))).toEqual({ verdict: 'ahead', winner: 'a' })
  })

  it('is made by what was there at a look, and stays', () => {
    const early = [1.1, 1.2, 1.15, 1.12, 1.18, 1.11, 1.16]
    const pair = ratios([...early, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
    const looks = [
      { round: 7, alpha: 0.025 },
      { round: 16, alpha: 0.025 },
    ]
    expect(verdictOf(pair, looks)).toEqual({ verdict: 'ahead', winner: 'a' })
    expect(verdictOf(pair)).not.toEqual({ verdict: 'ahead', winner: 'a' })
  })

  it('is none before the first look', () => {
    expect(verdictOf(ratios([2, 2, 2, 2, 2, 2]), [])).toEqual({ verdict: 'undecided' })
  })

  it('leaves room for what could not be tested yet', () => {
    const short = ratios([1])
    const pair = ratios([1.1, 1.2, 1.15, 1.12, 1.18, 1.11])
    expect(verdictOf(pair)).toMatchObject({ verdict: 'ahead' })
    expect(verdictOf(pair, once, [short])).toMatchObject({ verdict: 'undecided' })
  })
})

describe('looks at a run', () => {
  const taken = [{ round: 8, alpha: 0.02 }]
  const planned = {
    looks: [
      { rounds: 8, alpha: 0.02 },
      { rounds: 12, alpha: 0.03 },
    ],
  }

  it('are one where none were planned', () => {
    expect(looksOf({ spec: {}, state: 'running' })).toEqual(once)
  })

  it('are those that were taken while it goes on, and spend what is left when it has ended', () => {
    expect(looksOf({ spec: planned, state: 'running', looks: taken })).toEqual(taken)
    const [, last] = looksOf({ spec: planned, state: 'interrupted', looks: taken })
    expect(last?.round).toBe(Infinity)
    expect(last?.alpha).toBeCloseTo(0.03, 12)
  })
})

/** Sums of uniform numbers are near enough to normal. */
function normal(random: () => number): number {
  return Array.from({ length: 12 }, random).reduce((sum, each) => sum + each, -6)
}

describe('many runs in which nothing differs', () => {
  it('have a false difference anywhere in at most 5 %', () => {
    const random = seededRandom(11)
    const looks = [
      { round: 10, alpha: 0.025 },
      { round: 18, alpha: 0.025 },
    ]
    const runs = 500
    let wrong = 0
    for (let run = 0; run < runs; run++) {
      // Four variants on three questions, whose pairs share their values.
      const family = Array.from({ length: 3 }, () => {
        const logs = Array.from({ length: 4 }, () => Array.from({ length: 18 }, () => 0.07 * normal(random)))
        return logs.flatMap((a, index) =>
          logs.slice(index + 1).map((b) => ratios(a.map((value, round) => Math.exp(value - (b[round] ?? 0))))),
        )
      }).flat()
      if ([...decide(family, looks).values()].some(({ verdict }) => verdict === 'ahead')) wrong += 1
    }
    // Holm and Bonferroni are on the safe side: pairs share values, and looks share rounds.
    expect(wrong / runs).toBeLessThanOrEqual(0.05)
  }, 30_000)
})
