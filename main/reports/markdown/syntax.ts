export const list = (sentences: readonly string[]): string => sentences.map((line) => `- ${text(line)}`).join('\n')

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(text).join(' | ')} |`
  return [line(header), `|${' --- |'.repeat(header.length)}`, ...rows.map(line)].join('\n')
}

/** What Markdown and the HTML in it would take as their own. */
export const text = (plain: string): string => plain.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|~]/g, '\\$&')

/** As it was printed, in a fence that is longer than any in it. https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
export function codeBlock(printed: string): string {
  const longest = Math.max(2, ...[...printed.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${printed.trimEnd()}\n${fence}`
}
