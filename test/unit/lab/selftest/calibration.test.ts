import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costPerRule, effectOn, slowDownBy } from '../../../../main/lab/selftest/calibration.ts'
import { mostRules, rulesOf } from '../../../../main/lab/selftest/slow-down.ts'
import { planExperiments } from '../../../../main/lab/selftest/plan-experiments.ts'

const cost = (caseId: string, port: number, perRule: number) => ({
  ...({ probe: 'p', caseId, path: 'pod-pod/cross-node', metric: 'm', port, perRule } as const),
  interval: { low: perRule / 2, high: perRule * 2 },
})

describe('calibrating', () => {
  it('takes the cost of a rule from the middle pair', () => {
    const { perRule, interval } = costPerRule([1.1, 1.2, 1.3, 1.2, 5].map(Math.log), 100)
    expect(perRule).toBeCloseTo(0.002, 9)
    expect(interval.low).toBeCloseTo(0.001, 9)
    expect(interval.high).toBeCloseTo(0.04, 9)
  })

  it('gives each server as many rules as its least affected question needs', () => {
    const costs = [cost('one', 80, 0.001), cost('two', 80, 0.002), cost('three', 90, 0.004)]
    const rules = slowDownBy(0.1, costs)
    expect([...rules]).toEqual([
      [80, 100],
      [90, 25],
    ])
    expect(costs.map((each) => effectOn(each, rules).effect)).toEqual([0.1, 0.2, 0.1])
  })

  it.each([0, -0.001, NaN, 1e-9])('gives a server none where a rule was seen to cost %d', (perRule) => {
    expect(slowDownBy(0.1, [cost('one', 80, perRule)]).get(80)).toBe(0)
  })
})

describe('rules that slow down', () => {
  it('are none where nothing is to be slower', () => {
    expect(rulesOf(new Map())).toEqual([])
    expect(rulesOf(new Map([[80, 0]]))).toEqual([])
  })

  it('lead every packet back to the table it came for, whatever their number', () => {
    const rules = fc.integer({ min: 1, max: mostRules })
    fc.assert(
      fc.property(rules, rules, (one, other) => {
        const lines = rulesOf(
          new Map([
            [80, one],
            [90, other],
          ]),
        )
        const preferences = lines.map((line) => Number(/pref (\d+)/.exec(line)?.[1]))
        const targets = lines.flatMap((line) => /goto (\d+)/.exec(line)?.[1] ?? [])
        expect(new Set(preferences).size).toBe(lines.length)
        for (const target of targets) expect([...preferences, 32_766]).toContain(Number(target))
        // A kernel goes forward alone.
        for (const line of lines) {
          const target = /goto (\d+)/.exec(line)?.[1]
          if (target !== undefined) expect(Number(target)).toBeGreaterThan(Number(/pref (\d+)/.exec(line)?.[1]))
        }
        expect(lines.filter((line) => line.includes('192.0.2.1'))).toHaveLength(one + other)
      }),
      { numRuns: 10 },
    )
  })
})

describe('the plan of a self-test', () => {
  it('has so many of each kind, in turns, each with a seed of its own', () => {
    const plan = planExperiments(3, [0.1, 0.2], 1)
    expect(plan.map(({ slowDown }) => slowDown)).toEqual([0, 0.1, 0.2, 0, 0.1, 0.2, 0, 0.1, 0.2])
    expect(new Set(plan.map(({ seed }) => seed)).size).toBe(9)
  })

  it('begins as a shorter one does, so that a self-test can be gone on with', () => {
    expect(planExperiments(9, [0.1], 5).slice(0, 4)).toEqual(planExperiments(2, [0.1], 5))
    expect(planExperiments(2, [0.1], 5)).not.toEqual(planExperiments(2, [0.1], 6))
  })
})
