export const list = (sentences: readonly string[]): string => bullets(sentences.map(text))

/** Lines that are Markdown already. */
export const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n')

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(text).join(' | ')} |`
  return [line(header), `|${' --- |'.repeat(header.length)}`, ...rows.map(line)].join('\n')
}

/** What Markdown and the HTML in it would take as their own. */
export const text = (plain: string): string => plain.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|~]/g, '\\$&')
