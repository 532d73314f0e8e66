import type { Answer, RelativeResult } from '../../findings/findings.ts'
import { standingToLeader } from '../../findings/relative-results.ts'
import { ratioWords } from './quantity.ts'
import { asSentence, listOf } from './text.ts'

/** The answer in one short sentence: the title of a chart that has the same ratios. */
export function answerTitle(answer: Answer): string {
  const { leader, others } = answer
  const having = (standing: ReturnType<typeof standingToLeader>) =>
    others.filter((other) => standingToLeader(other) === standing)
  const [behind, equal, undecided] = [having('behind'), having('equal'), having('undecided')]
  if (others.length === 0) return `${leader} was measured alone.`
  if (behind.length > 0)
    return sentence([
      `${leader} is ahead of ${namesOf(behind)}${ratioOf(behind)}`,
      equal.length > 0 ? `equal to it: ${namesOf(equal)}` : '',
      undecided.length > 0 ? `undecided: ${namesOf(undecided)}` : '',
    ])
  if (undecided.length === 0) return sentence([`${listOf([leader, ...variantsOf(equal)])} are equal`])
  return sentence([
    equal.length > 0 ? `${listOf([leader, ...variantsOf(equal)])} are equal` : '',
    `undecided between ${listOf([leader, ...variantsOf(undecided)])}`,
  ])
}

/** Of one alone: the ratios of several are in the chart. */
function ratioOf([only, ...others]: readonly RelativeResult[]): string {
  return only?.ratio && others.length === 0 ? `, which comes to ${ratioWords(only.ratio)} of it` : ''
}

const variantsOf = (results: readonly RelativeResult[]): readonly string[] => results.map(({ variant }) => variant)
const namesOf = (results: readonly RelativeResult[]): string => listOf(variantsOf(results))

function sentence(parts: readonly string[]): string {
  const text = parts.filter((part) => part !== '').join('; ')
  return asSentence(text.charAt(0) === 'u' ? `U${text.slice(1)}` : text)
}
