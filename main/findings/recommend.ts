import type { Evidence } from './evidence/evidence.ts'
import type { Needs, Recommendation } from './evidence/recommendation.ts'
import type { Cell, Conclusion } from './findings.ts'
import { costsOf } from './recommendation/costs.ts'
import { unmetNeed } from './recommendation/needs.ts'
import { rankingBy } from './recommendation/priorities.ts'
import { meetingReasons, needNames } from './recommendation/reasons.ts'
import { listOf } from './wording.ts'

/** What a recommendation is drawn from: the page has conclusions without their ratios. */
export interface RecommendationGrounds {
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
export function recommend(needs: Needs, grounds: RecommendationGrounds): Recommendation {
  const judged = grounds.variants.map(({ id }) => ({ variant: id, because: unmetNeed(id, needs, grounds.evidence) }))
  const excluded = judged.flatMap(({ variant, because }) => (because === undefined ? [] : [{ variant, because }]))
  const candidates = judged.flatMap(({ variant, because }) => (because === undefined ? [variant] : []))
  const { order, isLevel, reasonOf } = rankingBy(needs.priority, candidates, grounds)
  const [first, second] = order
  if (first === undefined) return { isTie: false, excluded, sentence: noneSentence(needs, grounds) }
  const candidate = (variant: string) => ({
    variant,
    reasons: [...meetingReasons(variant, needs, grounds.evidence), reasonOf(variant)],
    costs: costsOf(variant, order, grounds),
  })
  if (second === undefined)
    return { choice: candidate(first), isTie: false, excluded, sentence: onlySentence(first, needs, grounds) }
  const isTie = isLevel(first, second)
  const sentence = isTie
    ? tieSentence(first, second, needs)
    : `${first}: ${needsWords(needs)}, ${best[needs.priority]}.`
  return { choice: candidate(first), runnerUp: candidate(second), isTie, excluded, sentence }
}

const best: Readonly<Record<Needs['priority'], string>> = {
  speed: 'and it does best in the headline comparisons of this run',
  memory: 'and it takes the least memory of all candidates',
  simplicity: 'and it brings the fewest objects of all candidates',
}

const weighed: Readonly<Record<Needs['priority'], string>> = {
  speed: 'the speed measured',
  memory: 'the memory taken',
  simplicity: 'the objects brought',
}

function needsWords(needs: Needs): string {
  const names = needNames(needs)
  return names.length === 0 ? 'nothing is needed of it' : `it meets the needs (${listOf(names)})`
}

const tieSentence = (first: string, second: string, needs: Needs): string =>
  `${first} or ${second}: both qualify, and this run does not tell them apart by ${weighed[needs.priority]}.`

const onlySentence = (first: string, needs: Needs, { variants }: RecommendationGrounds): string =>
  variants.length === 1
    ? `${first}: the run has no other; ${needsWords(needs)}.`
    : `${first}: the only one that this run shows to meet the needs (${listOf(needNames(needs))}).`

const noneSentence = (needs: Needs, { variants }: RecommendationGrounds): string =>
  variants.length === 0
    ? 'The run has no variants.'
    : `This run shows no variant to meet all the needs (${listOf(needNames(needs))}). That need not mean that none does: see the reasons.`
