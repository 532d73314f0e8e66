import { referencePath } from '../../experiment/paths.ts'
import type { Conclusion, RecommendationInputs } from '../findings.ts'
import type { CandidateCost, Suitability } from './recommendation.ts'

/** Less of a difference in memory or images is not worth telling. */
const smallestMoreBytes = 1024 ** 2

/** What a variant costs against each of the other candidates: where it is ranked behind, and what more it takes. */
export const costsOf = (
  variant: string,
  candidates: readonly string[],
  { suitability, comparisons }: Pick<RecommendationInputs, 'suitability' | 'comparisons'>,
): readonly CandidateCost[] =>
  candidates
    .filter((other) => other !== variant)
    .flatMap((other) => [...behindIn(variant, other, comparisons), ...moreThan(variant, other, suitability)])

function behindIn(variant: string, other: string, comparisons: readonly Conclusion[]): readonly CandidateCost[] {
  const ofThese = comparisons.filter(
    ({ a, b, path }) => [a, b].includes(variant) && [a, b].includes(other) && path !== referencePath,
  )
  const count = ofThese.filter((each) => each.verdict === 'ahead' && each.winner === other).length
  return count === 0 ? [] : [{ code: 'behind', other, count, of: ofThese.length }]
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
