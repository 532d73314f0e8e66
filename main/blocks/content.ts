import type { Block, Content, Detail, Piece, TableBlock } from './block.ts'

export const piecesOf = (content: Content): readonly Piece[] =>
  typeof content === 'string' ? (content === '' ? [] : [{ text: content }]) : 'text' in content ? [content] : content

/** The words of a content on one line, without signs' symbols. */
export const plainText = (content: Content): string => piecesOf(content).map(pieceText).join('; ')

/** The same with the symbols, for media without colour. */
export const signedText = (content: Content): string =>
  piecesOf(content)
    .map((piece) => [piece.sign?.symbol, pieceText(piece)].filter(Boolean).join(' '))
    .join('; ')

/** Symbols, with notes where there are; the words where there is no symbol. */
export const symbolsOf = (content: Content): string =>
  piecesOf(content)
    .map((piece) => (piece.sign ? [piece.sign.symbol, piece.note].filter(Boolean).join(' ') : pieceText(piece)))
    .join(' ')

export const pieceText = ({ variant, text, note }: Piece): string =>
  [variant === undefined ? '' : `${variant}: `, text, note === undefined ? '' : ` (${note})`].join('')

/** `✓ as specified, ○ not enforced, …`. */
export const legendText = (signs: readonly { readonly symbol: string; readonly title: string }[]): string =>
  signs.map(({ symbol, title }) => `${symbol} ${title}`).join(', ')

/** What reports carry of the details behind the cells of rows, with the place of their column. */
export const reportedDetails = (
  groups: TableBlock['groups'],
): readonly { readonly column: number; readonly detail: Detail }[] =>
  groups.flatMap(({ rows }) =>
    rows.flatMap(({ head, cells }) =>
      [head, ...cells].flatMap((content, column) =>
        piecesOf(content).flatMap(({ detail }) => (detail?.inReports === true ? [{ column, detail }] : [])),
      ),
    ),
  )

/** Whether there is nothing to see: no rows, no texts, no options. */
export function isEmpty(block: Block): boolean {
  switch (block.kind) {
    case 'stat':
      return block.items.length === 0
    case 'table':
      return block.groups.every(({ rows }) => rows.length === 0)
    case 'chart':
      return block.charts.length === 0 && isEmpty(block.table)
    case 'packet-path':
    case 'excerpt':
    case 'error':
      return false
    case 'prose':
      return block.texts.length === 0
    case 'section':
      return block.blocks.every(isEmpty)
    case 'choice':
      return block.options.length === 0
  }
}
