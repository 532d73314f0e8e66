import { describe, expect, it } from 'vitest'
import { selftestProgress, selftestText } from '../../../main/cli/selftest-text.ts'
import type { Answer, Outcome } from '../../../main/lab/selftest/outcome.ts'
import { tallyOf } from '../../../main/lab/selftest/tally.ts'
import { throughputAcross as question } from '../builders/question.ts'

const calibration = {
  ...{ rules: 100, pairs: 16 },
  costs: [{ ...question, port: 5201, perRule: 0.002, interval: { low: 0.0018, high: 0.0023 } }],
}
const experiment = (slowDown: number, answer: Pick<Answer, 'verdict' | 'ahead'>): Outcome => ({
  ...{ slowDown, seed: 7, durationMs: 20_000 },
  answers: [{ ...question, ...answer, slower: [slowDown, slowDown] }],
})
const outcomes = [
  experiment(0, { verdict: 'equal' }),
  experiment(0.1, { verdict: 'ahead', ahead: 'a' }),
  experiment(0, { verdict: 'undecided' }),
  experiment(0.1, { verdict: 'undecided' }),
]
const report = {
  ...{ runtime: 'netns', experiments: 2, slowDowns: [0.1], seed: 1, pairs: 16, calibration, outcomes },
  tally: tallyOf(outcomes, calibration, { difference: 0.1 }),
  noise: {
    isKept: false,
    floor: {
      ...{ measuredAt: '2026-11-27T16:00:00.000Z', runtime: 'netns', cnilab: '0.1.0', experiments: 2 },
      questions: [{ ...question, spread: 0.04 }],
    },
  },
}

describe('what a self-test prints', () => {
  it('is a table of rates, and one of questions, with equally many cells in each row', () => {
    const rows = selftestText(report)
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split('|').map((cell) => cell.trim()))
    expect(rows).toContainEqual([
      '',
      'A/B 10 %: questions missed',
      '1 of 2',
      '50 %',
      '[1.3 %, 99 %]',
      '≤ 20 %',
      'too few to say',
      '',
    ])
    expect(rows).toContainEqual([
      ...[
        '',
        '10 %',
        'TCP throughput (one stream)',
        '50',
        '10 % [9.0 %, 12 %]',
        '11 % [11 %, 11 %]',
        '1 of 2',
        'yes',
        '',
      ],
    ])
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([8, 9]))
  })

  it('says that so few experiments are no noise floor', () => {
    expect(selftestText(report)).toContain('is not kept')
    expect(selftestText({ ...report, noise: { ...report.noise, isKept: true } })).not.toContain('is not kept')
  })

  it('tells each experiment as it ends, with its seed', () => {
    const lines: string[] = []
    const watch = selftestProgress((line) => lines.push(line))
    watch.calibrated(calibration)
    outcomes.slice(0, 2).forEach((outcome, index) => {
      watch.finished(outcome, index + 1, 4)
    })
    expect(lines).toEqual([
      'TCP throughput (one stream): 100 rules cost 20 % [18 %, 23 %], from 16 pairs',
      '1/4  A/A, seed 7, 20.0 s: TCP throughput (one stream) equal',
      '2/4  A/B 10 %, seed 7, 20.0 s: TCP throughput (one stream) A ahead',
    ])
  })
})
