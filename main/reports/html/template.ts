import { printable } from '../../system/printable.ts'

/** Text that is HTML already. Everything else that goes into a template is escaped. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | Markup | readonly Value[] | undefined | false

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Characters that turn the direction of text, or that a browser does not show, are written out. */
export const escapeHtml = (text: string): string =>
  printable(text).replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')

/** A template that escapes what is put into it; `undefined` and `false` leave nothing, lists are joined. */
export const html = (strings: TemplateStringsArray, ...values: readonly Value[]): Markup =>
  new Markup(compact(strings).reduce((text, string, index) => text + rendered(values[index - 1]) + string))

const compacted = new WeakMap<TemplateStringsArray, readonly string[]>()

/** The template as it was written, without the indentation and the closed void elements that are there for its readers. */
function compact(strings: TemplateStringsArray): readonly string[] {
  const known = compacted.get(strings)
  if (known) return known
  const compact = strings.map((string) => string.replaceAll(/\s*\n\s*/g, '\n').replaceAll(/\s*\/>/g, '>'))
  compacted.set(strings, compact)
  return compact
}

/** For text that is known to be HTML: drawings and style sheets made here. */
export const trusted = (text: string): Markup => new Markup(text)

function rendered(value: Value): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Markup) return value.text
  if (typeof value === 'string') return escapeHtml(value)
  return typeof value === 'number' ? String(value) : value.map(rendered).join('')
}
