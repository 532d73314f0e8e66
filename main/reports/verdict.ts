import type { Answer, Conclusion } from '../findings/findings.ts'
import { isSameQuestion } from '../findings/question-key.ts'

/** What the comparisons behind an answer come to; `measured`: there was nothing to compare with. */
export type Verdict = 'ahead' | 'equal' | 'undecided' | 'not-compared' | 'measured'

/** The most that is shown of any pair. */
const byWeight: readonly Conclusion['verdict'][] = ['ahead', 'undecided', 'equal', 'not-compared']

export function verdictOf(answer: Answer, findings: { readonly comparisons: readonly Conclusion[] }): Verdict {
  const verdicts = new Set(
    findings.comparisons.filter((one) => isSameQuestion(one, answer)).map(({ verdict }) => verdict),
  )
  return byWeight.find((verdict) => verdicts.has(verdict)) ?? 'measured'
}
