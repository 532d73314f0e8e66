/** `a`, `a and b`, `a, b and c`. */
export const listOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`

/** `1 sample`, `2 samples`. */
export const counted = (count: number, noun: string): string => `${String(count)} ${noun}${count === 1 ? '' : 's'}`

/** With its full stop, which messages of programs often lack. */
export const asSentence = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)

/** A title inside a sentence; an abbreviation keeps its capitals. */
export const withinSentence = (title: string): string =>
  /^[A-Z][a-z ]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title

/** `, 10 books`: where on its axis something was read; nothing where there is none. */
export const pointWords = (axis: { readonly unit: string } | undefined, point: number | undefined): string =>
  axis && point !== undefined ? `, ${String(point)} ${axis.unit}` : ''

/** The things of one code, of things that differ by their codes. */
type Of<T extends { readonly code: string }, Code extends T['code']> = Extract<T, { readonly code: Code }>

/** Words things that differ by their codes, a sentence a code. */
export const sentencesOf =
  <T extends { readonly code: string }>(sentences: {
    readonly [Code in T['code']]: (thing: Of<T, Code>) => string
  }) =>
  (thing: T): string =>
    (sentences[thing.code as T['code']] as (thing: T) => string)(thing)
