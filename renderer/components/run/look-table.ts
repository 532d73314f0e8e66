import type { TableBlock } from '../../../main/blocks/block.ts'
import type { LookTaken } from '../../../main/experiment/look.ts'
import type { RecordedProbe } from '../../../main/store/events.ts'
import { decidedWords } from '../../../main/words/en/look.ts'
import { listOf, withinSentence } from '../../../main/words/en/text.ts'

type Question = Pick<LookTaken['open'][number], 'probe' | 'caseId' | 'path' | 'point'>

/** A row for each question: who is ahead, that all are equal, or between whom it is open. */
export function lookTable(
  { round, decided, open }: LookTaken,
  probes: readonly RecordedProbe[],
  pathTitles: ReadonlyMap<string, string>,
): TableBlock {
  const nameOf = ({ probe: id, caseId, path, point }: Question) => {
    const probe = probes.find((each) => each.id === id)
    const title = probe?.cases.find((each) => each.id === caseId)?.title ?? caseId
    const at = point === undefined ? '' : `, ${String(point)} ${probe?.axis?.unit ?? ''}`
    return `${probe?.title ?? id}, ${withinSentence(title)}${at}: ${pathTitles.get(path) ?? path}`
  }
  return {
    kind: 'table',
    caption: `After round ${String(round)}`,
    columns: [{ title: 'Question' }, { title: 'Answer' }],
    groups: [
      {
        rows: [
          ...decided.map((question) => ({ head: nameOf(question), cells: [decidedWords(question)] })),
          ...open.map((question) => ({ head: nameOf(question), cells: [`open: ${listOf(question.variants)}`] })),
        ],
      },
    ],
  }
}
