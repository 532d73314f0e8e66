import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Calibration } from '../../../../main/lab/selftest/calibration.ts'
import type { Answer, Outcome } from '../../../../main/lab/selftest/outcome.ts'
import { isBroken, tallyOf } from '../../../../main/lab/selftest/tally.ts'

const question = { probe: 'p', caseId: 'c', path: 'pod-pod/cross-node', metric: 'm' } as const
const calibration: Calibration = {
  rules: 100,
  pairs: 10,
  costs: [{ ...question, port: 80, perRule: 0.002, interval: { low: 0.001, high: 0.003 } }],
}
const quick = { difference: 0.1 }
const says = (verdict: Answer['verdict'], ahead?: 'a' | 'b', slower: number[] = []): Answer => ({
  ...{ ...question, verdict, slower },
  ...(ahead && { ahead }),
})
const experiment = (slowDown: number, ...answers: Answer[]): Outcome => ({ slowDown, seed: 1, durationMs: 1, answers })
const many = (count: number, outcome: Outcome) => Array.from({ length: count }, () => outcome)
const [found, missed, equal, wrong] = [says('ahead', 'a'), says('undecided'), says('equal'), says('ahead', 'b')]

describe('the tally of a self-test', () => {
  it('counts an experiment of equal twins as false once, however many differences it claims', () => {
    const other = { ...found, caseId: 'd' }
    const { falseDifferences } = tallyOf(
      [experiment(0, found, other), experiment(0, equal, missed)],
      calibration,
      quick,
    )
    expect(falseDifferences).toMatchObject({ count: 1, of: 2, promised: 0.05, judgement: 'open' })
  })

  it('counts what was not found, what was called equal and what was found the wrong way round', () => {
    const outcomes = [found, missed, equal, wrong].map((answer) => experiment(0.1, answer))
    const { slowed } = tallyOf(outcomes, calibration, quick)
    expect(slowed).toMatchObject([
      { missed: { count: 3, of: 4, promised: 0.2 }, calledEqual: { count: 1 }, wrongWay: { count: 1 } },
    ])
  })

  it('leaves out a question that was not slowed down enough', () => {
    const unknown = { ...missed, caseId: 'd' }
    const { slowed } = tallyOf([experiment(0.1, found, unknown)], calibration, quick)
    expect(slowed[0]?.missed).toMatchObject({ count: 0, of: 1 })
    expect(slowed[0]?.questions.map(({ counts }) => counts)).toEqual([true, false])
  })

  it('promises more of twice the difference, and nothing below it', () => {
    const outcomes = [0.05, 0.1, 0.2].map((share) => experiment(share, found))
    const { slowed } = tallyOf(outcomes, calibration, quick)
    expect(slowed.map(({ missed: { promised } }) => promised)).toEqual([undefined, 0.2, 0.05])
  })

  it('tells the effect that was seen, of experiments and not of rounds', () => {
    const seen = [0.08, 0.1, 0.12].map((middle) => experiment(0.1, says('ahead', 'a', [middle, middle, middle - 1])))
    const { slowed } = tallyOf(seen, calibration, quick)
    expect(slowed[0]?.questions[0]?.seen?.effect).toBeCloseTo(Math.expm1(0.1), 9)
  })

  it('breaks a promise only where the experiments show it', () => {
    const of = (count: number, answer: Answer) => tallyOf(many(count, experiment(0, answer)), calibration, quick)
    expect(isBroken(of(5, found))).toBe(false)
    expect(isBroken(of(20, found))).toBe(true)
    expect(of(80, equal).falseDifferences.judgement).toBe('kept')
    expect(isBroken(tallyOf(many(20, experiment(0.2, missed)), calibration, quick))).toBe(true)
  })

  it('never counts more than there is', () => {
    const answer = fc.constantFrom(found, missed, equal, wrong)
    const outcome = fc.tuple(fc.constantFrom(0, 0.1, 0.2), fc.array(answer, { minLength: 1, maxLength: 4 }))
    fc.assert(
      fc.property(fc.array(outcome), (all) => {
        const tally = tallyOf(
          all.map(([slowDown, answers]) => experiment(slowDown, ...answers)),
          calibration,
          quick,
        )
        for (const { missed: all, calledEqual, wrongWay } of tally.slowed)
          expect(calledEqual.count + wrongWay.count).toBeLessThanOrEqual(all.count)
        expect(tally.falseDifferences.count).toBeLessThanOrEqual(tally.falseDifferences.of)
      }),
    )
  })
})
