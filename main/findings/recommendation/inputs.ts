import type { Conclusion, Findings } from '../findings.ts'

/** What a recommendation is drawn from: the page has conclusions without their ratios. */
export interface RecommendationInputs extends Pick<Findings, 'cells' | 'suitability'> {
  readonly comparisons: readonly Conclusion[]
}
