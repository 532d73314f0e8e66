import type { FactCell } from '../scorecard.ts'
import type { ObservabilityFacts } from './facts.ts'
import { seenWords } from './view.ts'

/** Of what its own tools could show, how much they were seen to. */
export const observabilityScore = (facts: ObservabilityFacts): FactCell | undefined =>
  facts.of === 0 ? undefined : { text: `${seenWords(facts)} seen`, level: facts.found / facts.of }
