import type { Content, Piece, Sign, Tone } from '../../blocks/block.ts'
import { piecesOf } from '../../blocks/content.ts'
import { html, type Markup } from './template.ts'

/** Ids of sections, and of blocks in them, so that links lead somewhere. */
export type Sections = ReadonlySet<string>

/** A sign for a grid: its words are there for who does not see it, and for who points at it. */
const symbolHtml = ({ symbol, title, tone }: Sign): Markup =>
  html`<span class="sign ${tone}" title="${title}" role="img" aria-label="${title}">${symbol}</span>`

/** The sign with words beside it. */
const signedHtml = ({ symbol, tone }: Sign, words: string | Markup): Markup =>
  html`<span class="sign ${tone}" aria-hidden="true">${symbol}</span> ${words}`

export const legendHtml = (signs: readonly Sign[]): Markup =>
  html`<p class="legend">${signs.map((sign) => html`<span>${signedHtml(sign, sign.title)}</span> `)}</p>`

/** Several pieces stand below each other. */
export function contentHtml(content: Content, sections: Sections): Markup {
  const pieces = piecesOf(content)
  const [only, ...others] = pieces
  if (only === undefined) return html``
  return others.length === 0
    ? pieceHtml(only, sections)
    : html`${pieces.map((piece) => html`<div>${pieceHtml(piece, sections)}</div>`)}`
}

/** Signs, with notes where there are, so that dozens of rows can be taken in at a glance. */
export const symbolsHtml = (content: Content, sections: Sections): Markup =>
  html`${piecesOf(content).map((piece) => (piece.sign ? symbolPiece(piece.sign, piece.note) : pieceHtml(piece, sections)))}`

const symbolPiece = (sign: Sign, note: string | undefined): Markup =>
  note === undefined ? symbolHtml(sign) : html`${symbolHtml(sign)} <span class="tone ${sign.tone}">${note}</span>`

function pieceHtml(piece: Piece, sections: Sections): Markup {
  const { variant, sign, note, share } = piece
  const words = linked(piece, sections)
  return html`${variant !== undefined && html`<strong>${variant}</strong> `}${sign ? signedHtml(sign, words) : words}${
    note !== undefined && html` <span class="meta">(${note})</span>`
  }${share !== undefined && bar(share)}`
}

function linked({ text, isCode, tone, to, at }: Piece, sections: Sections): Markup {
  const words = isCode === true ? html`<code>${text}</code>` : tone ? toned(text, tone) : html`${text}`
  const target = [at, to].find((id) => id !== undefined && sections.has(id))
  return target === undefined ? words : html`<a href="#${target}">${words}</a>`
}

const toned = (text: string, tone: Tone) => html`<span class="tone ${tone}">${text}</span>`

const bar = (share: number) =>
  html`<svg class="share" viewBox="0 0 120 6" aria-hidden="true">
    <rect width="${(share * 120).toFixed(1)}" height="6" />
  </svg>`
