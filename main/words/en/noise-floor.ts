import type { NoiseFloor } from '../../store/events.ts'
import { percent } from './quantity.ts'
import { listOf, withinSentence } from './text.ts'

/** A probe, or the record of one. */
interface Titled {
  readonly id: string
  readonly title: string
  readonly cases: readonly { readonly id: string; readonly title: string }[]
}

/** What two equal clusters differ by on this machine, question by question. */
export function noiseFloorSentence({ measuredAt, runtime, questions }: NoiseFloor, probes: readonly Titled[]): string {
  const each = questions.map((question) => `${questionName(question, probes)} ${percent(question.spread)}`)
  return `This machine’s noise floor, measured ${measuredAt.slice(0, 10)} on ${runtime}: ${listOf(each)}. By so much two equal clusters differ from round to round; cnilab selftest measures it anew.`
}

/** `TCP throughput (one stream)`, or the ids of a probe that is not known. */
export function questionName(
  { probe, caseId }: Pick<NoiseFloor['questions'][number], 'probe' | 'caseId'>,
  probes: readonly Titled[],
): string {
  const known = probes.find(({ id }) => id === probe)
  const title = known?.cases.find(({ id }) => id === caseId)?.title ?? caseId
  return `${known?.title ?? probe} (${withinSentence(title)})`
}
