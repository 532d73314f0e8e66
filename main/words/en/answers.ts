import { type PathId, referencePath } from '../../experiment/paths.ts'
import type { Answer, Cell, RelativeResult } from '../../findings/findings.ts'
import { isSameQuestion } from '../../findings/question-key.ts'
import { inverse } from '../../findings/relative-results.ts'
import type { Metric } from '../../probes/probe.ts'
import type { RecordedProbe } from '../../store/events.ts'
import { quantity, ratioWords } from './quantity.ts'
import { listOf, pointWords, withinSentence } from './text.ts'

/** What an answer names by id, and the numbers of a variant that stands alone. */
export interface AnswerSource {
  readonly probes: readonly RecordedProbe[]
  readonly cells: readonly Cell[]
}

const noRanking = 'indicative, no ranking'

/** Who is ahead of whom by how much, and where; in one or two sentences. */
export function answerSentence(answer: Answer, { probes, cells }: AnswerSource): string {
  const probe = probes.find(({ id }) => id === answer.probe)
  const metric = probe?.metrics[answer.metric] ?? { unit: 'count', better: answer.better, of: answer.metric }
  const title = probe?.cases.find(({ id }) => id === answer.caseId)?.title ?? answer.caseId
  const words = {
    ...phrase(metric),
    where: `${pathName(answer.path)}, ${withinSentence(title)}${pointWords(probe?.axis, answer.point)}`,
  }
  const missing = answer.missing.length > 0 ? ` No measurement of ${listOf(answer.missing)}.` : ''
  return `${main(answer, words, metric, cells)}${missing}`
}

/** `TCP throughput, one stream, pod-pod cross-node`. */
export const questionPlace = ({ path, caseId, point }: Answer, probe: RecordedProbe | undefined): string => {
  const title = probe?.cases.find(({ id }) => id === caseId)?.title ?? caseId
  return `${probe?.title ?? ''}, ${withinSentence(title)}${pointWords(probe?.axis, point)}, ${pathName(path)}`
}

interface Words {
  readonly verb: string
  readonly noun: string
  readonly where: string
}

function main(answer: Answer, words: Words, metric: Metric, cells: readonly Cell[]): string {
  const [other] = answer.others
  if (!other) return ofOne(answer, words, metric, cells)
  const isPair = answer.others.length === 1 && other.relation !== 'ahead'
  return isPair ? ofTwo(answer.leader, other, words) : ofMany(answer, words)
}

/** One variant alone: what it does, and how that compares with its baseline. */
function ofOne(answer: Answer, { verb, where }: Words, { unit, of }: Metric, cells: readonly Cell[]): string {
  const cell = cells.find((each) => each.variant === answer.leader && isSameQuestion(each, answer))
  const value = cell ? quantity(cell.absolute.median, unit) : 'an unknown value'
  const relative = cell?.toBaseline ? `: ${ratioWords(cell.toBaseline)} the host-host baseline` : ''
  return `${answer.leader} ${verb} ${value}${unit === 'ms' ? ` (${of})` : ''} on ${where}${relative}.`
}

/** Two variants: the ratio of the one ahead to the other. */
function ofTwo(leader: string, other: RelativeResult, { verb, noun, where }: Words): string {
  const names = `${leader} and ${other.variant}`
  if (!other.ratio) return `${names} have no round in common to compare ${noun} on ${where}.`
  const ratio = ratioWords(inverse(other.ratio))
  if (other.relation === 'not-compared')
    return `${names} have one round in common, too few to compare ${noun} on ${where} (${ratio} in that round).`
  if (other.relation === 'tied') return `${names} are not distinguishable in ${noun} on ${where}: ${ratio}.`
  return `${leader} ${verb} ${ratio} the ${noun} of ${other.variant} on ${where}${other.isRanked ? '' : `: ${noRanking}`}.`
}

/** Many variants: the leader, whom it is ahead of and by how much, and who cannot be told from it. */
function ofMany({ leader, others }: Answer, { noun, where }: Words): string {
  const having = (relation: RelativeResult['relation']) => others.filter((other) => other.relation === relation)
  const [ahead, behind, tied, uncompared] = [having('ahead'), having('behind'), having('tied'), having('not-compared')]
  const decided = [...ahead, ...behind]
  const isRanked = decided.some((other) => other.isRanked)
  const ratios = (some: readonly RelativeResult[]) =>
    listOf(some.map((other) => ratioText(other, isRanked && !other.isRanked)))
  const parts = [
    ...(behind.length > 0
      ? [`${leader} is ahead of ${namesOf(behind)} in ${noun} on ${where}`, `relative to it ${ratios(behind)}`]
      : [tiedWords(leader, tied, noun, where)]),
    ...(ahead.length > 0 ? [`ahead of it: ${ratios(ahead)}`] : []),
    ...(behind.length > 0 && tied.length > 0 ? [`not distinguishable from it: ${namesOf(tied)}`] : []),
    ...(uncompared.length > 0 ? [`not compared with it: ${namesOf(uncompared)}`] : []),
  ]
  return `${decided.length > 0 && !isRanked ? 'Indicative, no ranking: ' : ''}${parts.join('; ')}.`
}

const tiedWords = (leader: string, tied: readonly RelativeResult[], noun: string, where: string): string =>
  tied.length > 0
    ? `${listOf([leader, ...tied.map(({ variant }) => variant)])} are not distinguishable in ${noun} on ${where}`
    : `Nothing can be told apart from ${leader} in ${noun} on ${where}`

const ratioText = ({ variant, ratio }: RelativeResult, isReserved: boolean): string =>
  `${variant} ${ratio ? ratioWords(ratio) : ''}${isReserved ? ` (${noRanking})` : ''}`

const namesOf = (results: readonly RelativeResult[]): string => listOf(results.map(({ variant }) => variant))

const pathName = (path: PathId): string => (path === referencePath ? `${path}, the baseline` : path.replace('/', ' '))

/** What a unit measures, with the verb that goes with it. */
function phrase({ unit, of }: Metric): { readonly verb: string; readonly noun: string } {
  switch (unit) {
    case 'bit/s':
      return { verb: 'carries', noun: 'throughput' }
    case 'ms':
      return { verb: 'takes', noun: `time (${of})` }
    case '%':
    case 'count':
      return { verb: 'has', noun: of }
  }
}
