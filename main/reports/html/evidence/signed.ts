import type { Sign } from '../../evidence/signs.ts'
import { html, type Markup } from '../template.ts'

/** A sign for a grid: its words are there for who does not see it, and for who points at it. */
export const symbolOf = ({ symbol, title, tone }: Sign): Markup =>
  html`<span class="sign ${tone}" title="${title}" role="img" aria-label="${title}">${symbol}</span>`

/** The sign with words beside it. */
export const signed = ({ symbol, tone }: Sign, words: string | Markup): Markup =>
  html`<span class="sign ${tone}" aria-hidden="true">${symbol}</span> ${words}`

export const signLegend = (signs: Readonly<Record<string, Sign>>): Markup =>
  html`<p class="legend">${Object.values(signs).map((sign) => html`<span>${signed(sign, sign.title)}</span> `)}</p>`

const longestExcerpt = 1500

/** What a tool printed; a long one is cut, the store and the JSON report have all of it. */
export const excerptOf = (text: string): Markup =>
  html`<pre>${text.length > longestExcerpt ? `${text.slice(0, longestExcerpt)}\n… (cut)` : text}</pre>`

/** Each variant's sentence; nothing where there is none. */
export const sentences = (
  evidence: readonly { readonly variant: string; readonly sentence: string }[],
): Markup | undefined =>
  evidence.length > 0
    ? html`<ul class="sentences">
        ${evidence.map(({ variant, sentence }) => html`<li><strong>${variant}</strong> <span>${sentence}</span></li>`)}
      </ul>`
    : undefined
