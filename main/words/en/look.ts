import type { LookTaken } from '../../experiment/look.ts'
import { cellName } from '../../experiment/cell-text.ts'
import { listOf } from './text.ts'

type Decided = LookTaken['decided'][number]

/** `round 13: 9 of 12 questions decided`. */
export const lookSummary = ({ round, decided, open }: LookTaken): string =>
  `round ${String(round)}: ${String(decided.length)} of ${String(decided.length + open.length)} questions decided`

/** Who is ahead where, in a few words. */
export const decidedWords = ({ leaders, isEqual }: Pick<Decided, 'leaders' | 'isEqual'>): string => {
  if (isEqual) return 'equal'
  return `${listOf(leaders)} ahead`
}

/** A line for each question, those that are decided first. */
export const lookLines = ({ decided, open }: LookTaken): readonly string[] => [
  ...decided.map((question) => `${cellName(question)}: ${decidedWords(question)}`),
  ...open.map((question) => `${cellName(question)}: open`),
]
