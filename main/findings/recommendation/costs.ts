import { referencePath } from '../../experiment/paths.ts'
import type { FootprintEvidence } from '../evidence/footprint.ts'
import type { Cell, Conclusion } from '../findings.ts'
import type { RecommendationGrounds } from '../recommend.ts'
import { counted } from '../wording.ts'
import { megabytes } from './priorities.ts'

/** What a variant costs against each of the other candidates: where it is ranked behind, and what more it takes. */
export const costsOf = (
  variant: string,
  candidates: readonly string[],
  { evidence, cells, comparisons }: RecommendationGrounds,
): readonly string[] =>
  candidates
    .filter((other) => other !== variant)
    .flatMap((other) => [
      ...comparisons.flatMap((each) => behindIn(each, variant, other, cells)),
      ...moreThan(variant, other, evidence.footprint),
    ])

function behindIn(each: Conclusion, variant: string, other: string, cells: readonly Cell[]): readonly string[] {
  const isOfThese = [each.a, each.b].includes(variant) && [each.a, each.b].includes(other)
  if (!isOfThese || each.path === referencePath || each.verdict !== 'better' || each.winner !== other) return []
  const [own, against] = [medianOf(variant, each, cells), medianOf(other, each, cells)]
  const where = `${each.probe}, ${each.caseId}, ${each.path}`
  if (own === undefined || !against) return [`It is behind ${other} in ${where}.`]
  const kind = own.isRelative && against.isRelative ? ', relative to each one’s baseline' : ''
  const [mine, theirs] = kind ? [own.relative, against.relative] : [own.absolute, against.absolute]
  return [`It comes to ${(mine / theirs).toFixed(2)}× of ${other} in ${where} (${each.metric}${kind}).`]
}

/** Medians of all rounds: the page has no ratios paired by round. */
function medianOf(variant: string, { probe, caseId, path, metric }: Conclusion, cells: readonly Cell[]) {
  const cell = cells.find(
    (each) =>
      each.variant === variant &&
      each.probe === probe &&
      each.caseId === caseId &&
      each.path === path &&
      each.metric === metric,
  )
  if (!cell || cell.absolute.median <= 0) return undefined
  const relative = cell.toBaseline?.median ?? 0
  return { absolute: cell.absolute.median, relative, isRelative: relative > 0 }
}

function moreThan(variant: string, other: string, footprints: readonly FootprintEvidence[]): readonly string[] {
  const own = footprints.find((each) => each.variant === variant)
  const against = footprints.find((each) => each.variant === other)
  if (!own || !against) return []
  const objects = own.objectCount - against.objectCount
  const memory = (own.memoryBytes ?? NaN) - (against.memoryBytes ?? NaN)
  const images = own.imageBytes - against.imageBytes
  return [
    ...(objects > 0 ? [`It brings ${counted(objects, 'object')} more than ${other}.`] : []),
    ...(memory >= 1e6 ? [`Its Pods take ${megabytes(memory)} more memory than those of ${other}.`] : []),
    ...(images >= 1e6 ? [`Its images are ${megabytes(images)} larger than those of ${other}.`] : []),
  ]
}
