import type { Conclusion, RecommendationInputs } from '../../../main/findings/findings.ts'
import { recommend as recommendationOf } from '../../../main/findings/recommend.ts'
import type { Candidate, Needs } from '../../../main/findings/recommendation/recommendation.ts'
import { suitabilityOf } from '../../../main/findings/recommendation/suitability.ts'
import { costText, needText, priorityText, recommendationSentence } from '../../../main/words/en/recommendation.ts'
import { asFacts, kindVariants, someShown, type Shown } from '../builders/facts/some-facts.ts'

/** With its sentences. */
export function recommend(needs: Needs, inputs: RecommendationInputs) {
  const { choice, runnerUp, isTie, excluded, ...rest } = recommendationOf(needs, inputs)
  const worded = (candidate: Candidate | undefined) =>
    candidate && {
      variant: candidate.variant,
      reasons: [...candidate.reasons.map(needText), priorityText(candidate.priority)],
      costs: candidate.costs.map(costText),
    }
  return {
    choice: worded(choice),
    runnerUp: worded(runnerUp),
    isTie,
    excluded: excluded.map(({ variant, reasons }) => ({ variant, because: reasons.map(needText).join(' ') })),
    sentence: recommendationSentence({
      ...rest,
      isTie,
      excluded,
      ...(choice && { choice }),
      ...(runnerUp && { runnerUp }),
    }),
  }
}

export const nothing: Needs = {
  enforcement: false,
  encryption: false,
  layer7: false,
  visibility: false,
  priority: 'simplicity',
}
export const [flannel, calico, cilium] = ['flannel/vxlan', 'calico/vxlan', 'cilium/vxlan']
export const key = {
  probe: 'tcp-throughput',
  caseId: '1-stream',
  path: 'pod-pod/cross-node',
  metric: 'throughput',
} as const

export const ahead = (winner: string, other: string): Conclusion => ({
  ...key,
  a: other,
  b: winner,
  verdict: 'ahead',
  winner,
})
export const open = (a: string, b: string): Conclusion => ({ ...key, a, b, verdict: 'undecided' })

export const from = (
  { shown = {}, ...change }: Partial<RecommendationInputs> & { shown?: Partial<Shown> } = {},
  ids: readonly string[] = kindVariants,
): RecommendationInputs => ({
  suitability: suitabilityOf(ids, { facts: asFacts(someShown(shown, ids)) }),
  comparisons: [],
  ...change,
})
