import type { Cell } from './findings.ts'
import type { Question } from './questions.ts'
import type { Standing } from './standing.ts'
import { circumstances, inverse, listOf, phrase, quantity, ratioWords } from './wording.ts'

const noRanking = 'indicative, no ranking'

/** One variant alone: what it does, and how that compares with its baseline. */
export function sentenceOfOne(question: Question, { variant, absolute, toBaseline }: Cell): string {
  const { verb } = phrase(question.metric)
  const value = quantity(absolute.median, question.metric.unit)
  const relative = toBaseline ? `: ${ratioWords(toBaseline)} the host-host baseline` : ''
  const what = question.metric.unit === 'ms' ? ` (${question.metric.of})` : ''
  return `${variant} ${verb} ${value}${what} on ${circumstances(question)}${relative}.`
}

/** Two variants: the ratio of the one ahead to the other. */
export function sentenceOfTwo(question: Question, leader: string, other: Standing): string {
  const { verb, noun } = phrase(question.metric)
  const where = circumstances(question)
  if (!other.ratio) return `${leader} and ${other.variant} have no round in common to compare ${noun} on ${where}.`
  const ofLeader = ratioWords(inverse({ values: [], ...other.ratio }))
  if (other.relation === 'not-distinguishable')
    return `${leader} and ${other.variant} are not distinguishable in ${noun} on ${where}: ${ofLeader}.`
  const reservation = other.ranked ? '' : `: ${noRanking}`
  return `${leader} ${verb} ${ofLeader} the ${noun} of ${other.variant} on ${where}${reservation}.`
}

/** Many variants: the leader, who cannot be told from it, and who is behind by how much. */
export function sentenceOfMany(question: Question, leader: string, others: readonly Standing[]): string {
  const { noun, better } = phrase(question.metric)
  const where = circumstances(question)
  const level = others.filter(({ relation }) => relation === 'not-distinguishable')
  const apart = others.filter(({ relation }) => relation === 'apart')
  const apartWords = apart.map(({ variant, ratio, ranked }) => {
    const isMixed = !ranked && apart.some((other) => other.ranked)
    return `${variant} ${ratio ? ratioWords(ratio) : ''}${isMixed ? ` (${noRanking})` : ''}`
  })
  const isRanked = apart.some(({ ranked }) => ranked)
  const levelNames = listOf(level.map(({ variant }) => variant))
  if (apart.length === 0)
    return level.length === others.length
      ? `${listOf([leader, ...level.map(({ variant }) => variant)])} are not distinguishable in ${noun} on ${where}.`
      : `Nothing is distinguishable from ${leader} in ${noun} on ${where}.`
  return [
    isRanked ? '' : 'Indicative, no ranking: ',
    `${leader} has the ${better} ${noun} on ${where}; relative to it ${listOf(apartWords)}`,
    level.length > 0 ? `; not distinguishable from it: ${levelNames}` : '',
    '.',
  ].join('')
}
