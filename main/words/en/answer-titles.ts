import type { Answer, RelativeResult } from '../../findings/findings.ts'
import { effectWords, marginWords, precisionWords } from './answers.ts'
import { asSentence, listOf } from './text.ts'

/** The answer in one short sentence: the title of a chart that has the same ratios. What is there for reference is in the chart alone, unless it is ahead. */
export function answerTitle({ leader, others: all }: Answer): string {
  const others = all.filter(({ isReference }) => !isReference)
  const having = (relation: RelativeResult['relation']) => others.filter((other) => other.relation === relation)
  const [behind, ahead] = [having('behind'), having('ahead')]
  const [equal, undecided, uncompared] = [having('equal'), having('undecided'), having('not-compared')]
  const isDecided = behind.length + equal.length > 0
  const reference = all.filter(({ isReference, relation }) => isReference && relation === 'ahead')
  if (others.length === 0) return `${leader} was measured alone.`
  return sentence([
    behind.length > 0 ? `${leader} is ahead of ${namesOf(behind)}${effectOf(behind)}` : '',
    equal.length === 0
      ? ''
      : behind.length > 0
        ? `equal to it: ${namesOf(equal)}`
        : `${withLeader(leader, equal)} are equal within ${marginWords}`,
    ahead.length > 0 ? `ahead of it: ${namesOf(ahead)}` : '',
    undecided.length === 0
      ? ''
      : isDecided
        ? `undecided: ${namesOf(undecided)}`
        : `undecided between ${withLeader(leader, undecided)}: ${precisionWords(undecided)}`,
    uncompared.length === 0
      ? ''
      : `too few rounds to compare ${isDecided ? namesOf(uncompared) : withLeader(leader, uncompared)}`,
    reference.length > 0 ? `ahead of it, for reference: ${namesOf(reference)}` : '',
  ])
}

/** Of one alone: those of several are in the chart. */
const effectOf = ([only, ...others]: readonly RelativeResult[]): string =>
  only?.effect && others.length === 0 ? `, which comes to ${effectWords(only.effect)} of it` : ''

const namesOf = (results: readonly RelativeResult[]): string => listOf(results.map(({ variant }) => variant))
const withLeader = (leader: string, results: readonly RelativeResult[]): string =>
  listOf([leader, ...results.map(({ variant }) => variant)])

function sentence(parts: readonly string[]): string {
  const text = parts.filter((part) => part !== '').join('; ')
  return asSentence(/^(undecided|too few)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text)
}
