import { describe, expect, it } from 'vitest'
import type { Answer, RelativeResult } from '../../../../main/findings/findings.ts'
import { answerTitle } from '../../../../main/words/en/answer-titles.ts'

const effect = {
  scale: 'ratio',
  median: 0.83,
  interval: { low: 0.8, high: 0.86, coverage: 0.95, method: 'signed-rank' },
} as const
const result = (variant: string, relation: RelativeResult['relation'], more: Partial<RelativeResult> = {}) => ({
  ...{ variant, relation, effect, rounds: 8 },
  ...more,
})
const titleOf = (...others: readonly RelativeResult[]): string => answerTitle({ ...answer, others })
const answer: Answer = {
  ...{ probe: 'p', caseId: 'c', path: 'pod-pod/cross-node', metric: 'm', better: 'higher' },
  ...{ leader: 'a', others: [], missing: [] },
}

describe('the answer in one short sentence', () => {
  it('has the ratio and the interval of the chart where one is behind', () => {
    expect(titleOf(result('b', 'behind'))).toBe('a is ahead of b, which comes to 0.83× (0.80–0.86) of it.')
  })

  it('names those behind, those equal and those undecided', () => {
    expect(titleOf(result('b', 'behind'), result('c', 'behind'), result('d', 'equal'), result('e', 'undecided'))).toBe(
      'a is ahead of b and c; equal to it: d; undecided: e.',
    )
  })

  it('says that all are equal only where that is shown', () => {
    expect(titleOf(result('b', 'equal'), result('c', 'equal'))).toBe('a, b and c are equal within 5 %.')
  })

  it('says what would have been found where nothing is decided', () => {
    const precision = { couldFind: 0.12, moreRounds: 4 }
    expect(titleOf(result('b', 'undecided', { precision }))).toBe(
      'Undecided between a and b: a difference of 12 % would have been found, about 4 more rounds would decide.',
    )
  })

  it('says that rounds are too few, and that there is nobody to compare with', () => {
    expect(titleOf(result('b', 'not-compared'))).toBe('Too few rounds to compare a and b.')
    expect(titleOf()).toBe('a was measured alone.')
  })

  it('tells of the reference only where it is ahead', () => {
    const reference = { isReference: true } as const
    expect(titleOf(result('b', 'equal'), result('k', 'behind', reference))).toBe('a and b are equal within 5 %.')
    expect(titleOf(result('b', 'equal'), result('k', 'ahead', reference))).toMatch(/; ahead of it, for reference: k\.$/)
  })
})
