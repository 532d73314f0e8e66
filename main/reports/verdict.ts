import type { Answer, Conclusion } from '../findings/findings.ts'
import { isSameQuestion } from '../findings/question-key.ts'

/** What the comparisons behind an answer allow to say. */
export type Verdict = 'ranked' | 'indicative' | 'not-distinguishable' | 'measured'

/** `measured`: there was nothing to compare with. */
export function verdictOf(answer: Answer, findings: { readonly comparisons: readonly Conclusion[] }): Verdict {
  const verdicts = new Set(
    findings.comparisons.filter((one) => isSameQuestion(one, answer)).map(({ verdict }) => verdict),
  )
  if (verdicts.has('better')) return 'ranked'
  if (verdicts.has('indicative')) return 'indicative'
  return verdicts.has('not-distinguishable') ? 'not-distinguishable' : 'measured'
}
