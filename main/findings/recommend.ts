import type { Evidence } from './evidence/evidence.ts'
import type { Candidate, Needs, Recommendation } from './evidence/recommendation.ts'
import type { Cell, Conclusion } from './findings.ts'
import { costsOf } from './recommendation/costs.ts'
import { findingsOn, unmetNeeds } from './recommendation/needs.ts'
import { rankingBy } from './recommendation/priorities.ts'

/** What a recommendation is drawn from: the page has conclusions without their ratios. */
export interface RecommendationInputs {
  readonly variants: readonly { readonly id: string; readonly title: string; readonly cni: string }[]
  readonly evidence: Evidence
  readonly cells: readonly Cell[]
  readonly comparisons: readonly Conclusion[]
}

export const defaultNeeds: Needs = {
  policy: true,
  encryption: false,
  layer7: false,
  observability: false,
  priority: 'speed',
}

/** Which variant of a run meets the needs and does best by what weighs most. Nothing is assumed: a need counts as met where the run shows it. */
export function recommend(needs: Needs, inputs: RecommendationInputs): Recommendation {
  const { variants, evidence, cells, comparisons } = inputs
  const all = variants.map(({ id }) => ({ variant: id, reasons: unmetNeeds(id, needs, evidence) }))
  const excluded = all.filter(({ reasons }) => reasons.length > 0)
  const candidates = all.filter(({ reasons }) => reasons.length === 0).map(({ variant }) => variant)
  const { order, isTied, reasonOf } = rankingBy(needs.priority, candidates, { comparisons, evidence })
  const [first, second] = order
  const candidate = (variant: string): Candidate => ({
    variant,
    reasons: findingsOn(variant, needs, evidence).map(({ reason }) => reason),
    priority: reasonOf(variant),
    costs: costsOf(variant, order, { cells, comparisons, footprints: evidence.footprint }),
  })
  return {
    needs,
    variants: variants.length,
    ...(first !== undefined && { choice: candidate(first) }),
    ...(second !== undefined && { runnerUp: candidate(second) }),
    isTie: first !== undefined && second !== undefined && isTied(first, second),
    excluded,
  }
}
