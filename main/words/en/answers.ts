import { type PathId, referencePath } from '../../experiment/paths.ts'
import type { Answer, Cell, RelativeResult } from '../../findings/findings.ts'
import { isSameQuestion } from '../../findings/question-key.ts'
import { inverse } from '../../findings/relative-results.ts'
import type { Metric } from '../../probes/probe.ts'
import type { RecordedProbe } from '../../store/events.ts'
import { equalWithin, fewestRounds } from '../../findings/decisions.ts'
import { differenceWords, percent, quantity, ratioWords } from './quantity.ts'
import { counted, listOf, pointWords, withinSentence } from './text.ts'

/** What an answer names by id, and the numbers of a variant that stands alone. */
export interface AnswerSource {
  readonly probes: readonly RecordedProbe[]
  readonly cells: readonly Cell[]
}

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
  const { effect, relation, rounds } = other
  if (!effect) return `${names} have no round in common to compare ${noun} on ${where}.`
  const seen = effectWords(inverse(effect))
  switch (relation) {
    case 'not-compared':
      return `${names} have ${counted(rounds, 'round')} in common, too few to compare ${noun} on ${where} (${seen}).`
    case 'equal':
      return `${names} are equal within ${marginWords} in ${noun} on ${where}: ${seen}.`
    case 'undecided':
      return `Undecided between ${names} in ${noun} on ${where}: ${seen}; ${precisionWords([other])}.`
    case 'ahead':
    case 'behind':
      return effect.scale === 'ratio'
        ? `${leader} ${verb} ${seen} the ${noun} of ${other.variant} on ${where}.`
        : `${leader} is ahead of ${other.variant} in ${noun} on ${where}, by ${seen}.`
  }
}

/** Many variants: the leader, whom it is ahead of and by how much, who is its equal, and who cannot be told from it. */
function ofMany({ leader, others }: Answer, { noun, where }: Words): string {
  const having = (relation: RelativeResult['relation']) => others.filter((other) => other.relation === relation)
  const [ahead, behind, equal] = [having('ahead'), having('behind'), having('equal')]
  const [undecided, uncompared] = [having('undecided'), having('not-compared')]
  const [first] = uncompared
  if (first && uncompared.length === others.length)
    return `Nothing is compared in ${noun} on ${where}: ${counted(first.rounds, 'round')}, and it takes ${String(fewestRounds)}.`
  const place = `in ${noun} on ${where}`
  const parts = [
    ...(behind.length > 0
      ? [`${leader} is ahead of ${namesOf(behind)} ${place}`, `relative to it ${effects(behind)}`]
      : []),
    ...(ahead.length > 0 ? [`ahead of it: ${effects(ahead)}`] : []),
    ...(equal.length > 0 ? [equalWords(leader, equal, behind.length > 0 ? undefined : place)] : []),
    ...(undecided.length > 0
      ? [
          `${undecidedWords(leader, undecided, behind.length + equal.length > 0 ? undefined : place)}: ${precisionWords(undecided)}`,
        ]
      : []),
    ...(uncompared.length > 0 ? [`not compared with it: ${namesOf(uncompared)}`] : []),
  ]
  const sentence = `${parts.join('; ')}.`
  // Names keep their own case.
  return behind.length > 0 || equal.length > 0 ? sentence : sentence.replace(/^undecided/, 'Undecided')
}

const equalWords = (leader: string, equal: readonly RelativeResult[], place: string | undefined): string =>
  place === undefined
    ? `equal to it within ${marginWords}: ${namesOf(equal)}`
    : `${listOf([leader, ...equal.map(({ variant }) => variant)])} are equal within ${marginWords} ${place}`

const undecidedWords = (leader: string, undecided: readonly RelativeResult[], place: string | undefined): string =>
  place === undefined
    ? `undecided against it: ${namesOf(undecided)}`
    : `undecided between ${leader} and ${namesOf(undecided)} ${place}`

/** What could have been found, of the least sure one, and how far it is to a decision. */
export function precisionWords(undecided: readonly RelativeResult[]): string {
  const could = undecided.flatMap(({ precision }) => precision?.couldFind ?? [])
  const more = undecided.flatMap(({ precision }) => precision?.moreRounds ?? [])
  const parts = [
    ...(could.length > 0 ? [`a difference of ${percent(Math.max(...could))} would have been found`] : []),
    ...(more.length > 0 ? [`about ${counted(Math.max(...more), 'more round')} would decide`] : []),
  ]
  return parts.length > 0 ? parts.join(', ') : 'beyond chance nothing is shown'
}

const effects = (some: readonly RelativeResult[]) =>
  listOf(some.map(({ variant, effect }) => `${variant} ${effect ? effectWords(effect) : ''}`.trimEnd()))

/** A ratio, or a difference with its sign. */
export const effectWords = (effect: NonNullable<RelativeResult['effect']>): string =>
  effect.scale === 'ratio' ? ratioWords(effect) : differenceWords(effect)

const namesOf = (results: readonly RelativeResult[]): string => listOf(results.map(({ variant }) => variant))

/** The margin that equals are within. */
export const marginWords = `${String(Math.round(equalWithin * 100))} %`

const pathName = (path: PathId): string => (path === referencePath ? `${path}, the baseline` : path.replace('/', ' '))

/** What a unit measures, with the verb that goes with it. */
function phrase({ unit, of }: Metric): { readonly verb: string; readonly noun: string } {
  switch (unit) {
    case 'bit/s':
      return { verb: 'carries', noun: 'throughput' }
    case 'ms':
      return { verb: 'takes', noun: `time (${of})` }
    case '1/s':
      return { verb: 'reaches', noun: of }
    case 's/GiB':
      return { verb: 'uses', noun: of }
    case '%':
    case 'count':
      return { verb: 'has', noun: of }
  }
}
