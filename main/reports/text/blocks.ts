import type { Block, StatBlock } from '../../blocks/block.ts'
import { isEmpty, piecesOf, signedText } from '../../blocks/content.ts'
import { tableText } from './table.ts'
import { wrapped } from './wrap.ts'

/** Blocks for a terminal: no line is longer than `width`. What is folded, and what stands behind cells, is left out. */
export const blocksText = (blocks: readonly Block[], width: number): string =>
  blocks
    .filter((block) => !isEmpty(block))
    .map((block) => linesOf(block, width).flatMap((line) => wrapped(line, width)))
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')

function linesOf(block: Block, width: number): readonly string[] {
  switch (block.kind) {
    case 'stat':
      return block.items.map(statLine)
    case 'table':
      return tableText(block, width)
    case 'chart':
      return tableText(block.table, width)
    case 'packet-path':
      return [`${block.from} → ${block.to}: ${block.sentence}`]
    case 'excerpt':
      return [
        `${block.title}: ${block.source ?? ''}`.trimEnd(),
        ...block.text
          .trimEnd()
          .split('\n')
          .map((line) => `  ${line}`),
      ]
    case 'prose':
      return block.texts.flatMap((each) =>
        piecesOf(each).map((piece) => `${block.as === 'list' ? '- ' : ''}${signedText(piece)}`),
      )
    case 'error': {
      const { what, error, note } = block
      return [`${what}: ${error.title}: ${error.message}`, ...[error.hint, note].flatMap((line) => line ?? [])]
    }
    case 'section':
      return block.isFolded ? [] : [block.title, ...inner(block.blocks, width)]
    case 'choice':
      return block.options.flatMap(({ title, blocks }) => [title, ...inner(blocks, width)])
  }
}

/** Two columns further in. */
const inner = (blocks: readonly Block[], width: number) =>
  blocks.filter((block) => !isEmpty(block)).flatMap((block) => linesOf(block, width - 2).map((line) => `  ${line}`))

const statLine = ({ variant, title, value, note }: StatBlock['items'][number]) =>
  [[variant, title].filter(Boolean).join(', '), [signedText(value), note].filter(Boolean).join('. ')].join(': ')
