import { referencePath } from '../../experiment/paths.ts'
import type { Cell, Conclusion, RecommendationInputs } from '../findings.ts'
import { isSameQuestion, type QuestionKey } from '../question-key.ts'
import type { CandidateCost, Suitability } from './recommendation.ts'

/** Less of a difference in memory or images is not worth telling. */
const smallestMoreBytes = 1024 ** 2

/** What a variant costs against each of the other candidates: where it is ranked behind, and what more it takes. */
export const costsOf = (
  variant: string,
  candidates: readonly string[],
  { suitability, cells, comparisons }: RecommendationInputs,
): readonly CandidateCost[] =>
  candidates
    .filter((other) => other !== variant)
    .flatMap((other) => [
      ...comparisons.flatMap((each) => behindIn(each, variant, other, cells)),
      ...moreThan(variant, other, suitability),
    ])

function behindIn(each: Conclusion, variant: string, other: string, cells: readonly Cell[]): readonly CandidateCost[] {
  const isOfThese = [each.a, each.b].includes(variant) && [each.a, each.b].includes(other)
  if (!isOfThese || each.path === referencePath || each.verdict !== 'ahead' || each.winner !== other) return []
  const [own, against] = [medianOf(variant, each, cells), medianOf(other, each, cells)]
  const isRelative = own !== undefined && against !== undefined && own.isRelative && against.isRelative
  const [mine, theirs] = isRelative ? [own.relative, against.relative] : [own?.absolute, against?.absolute]
  const ratio = mine === undefined || theirs === undefined ? {} : { ratio: mine / theirs }
  const { probe, caseId, path, metric } = each
  return [{ code: 'behind', other, probe, caseId, path, metric, ...ratio, isRelative }]
}

/** Medians of all rounds: the page has no ratios paired by round. */
function medianOf(variant: string, question: QuestionKey, cells: readonly Cell[]) {
  const cell = cells.find((each) => each.variant === variant && isSameQuestion(each, question))
  if (!cell || cell.absolute.median <= 0) return undefined
  const relative = cell.toBaseline?.median ?? 0
  return { absolute: cell.absolute.median, relative, isRelative: relative > 0 }
}

function moreThan(variant: string, other: string, suitability: readonly Suitability[]): readonly CandidateCost[] {
  const own = suitability.find((each) => each.variant === variant)?.size
  const against = suitability.find((each) => each.variant === other)?.size
  if (!own || !against) return []
  const more = own.objectCount - against.objectCount
  const memory = (own.memoryBytes ?? NaN) - (against.memoryBytes ?? NaN)
  const images = own.imageBytes - against.imageBytes
  return [
    ...(more > 0 ? [{ code: 'objects', other, more } as const] : []),
    ...(memory >= smallestMoreBytes ? [{ code: 'memory', other, moreBytes: memory } as const] : []),
    ...(images >= smallestMoreBytes ? [{ code: 'images', other, moreBytes: images } as const] : []),
  ]
}
