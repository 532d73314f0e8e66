import type { Block } from '../blocks/block.ts'
import type { QuestionKey } from '../findings/question-key.ts'

/** Of the chart that answers a question. */
export const answerAnchor = ({ probe, caseId, path, metric, point }: QuestionKey): string =>
  ['answer', probe, caseId, path, metric, ...(point === undefined ? [] : [String(point)])]
    .join('-')
    .replaceAll(/[^\w-]+/g, '-')

/** Of what a probe saw. */
export const probeAnchor = (probe: string): string => `of-${probe}`

/** All that links can lead to, without what is folded away. */
export const anchorsOf = (blocks: readonly Block[]): readonly string[] =>
  blocks.flatMap((block) => [
    ...(block.anchor === undefined ? [] : [block.anchor]),
    ...(block.kind === 'section' && !block.isFolded ? anchorsOf(block.blocks) : []),
  ])
