import type { Content, Piece } from './block.ts'

export const piecesOf = (content: Content): readonly Piece[] =>
  typeof content === 'string' ? (content === '' ? [] : [{ text: content }]) : 'text' in content ? [content] : content

/** The words of a content on one line, without signs' symbols. */
export const plainText = (content: Content): string =>
  piecesOf(content)
    .map(({ text, note }) => (note === undefined ? text : `${text} (${note})`))
    .join('; ')
