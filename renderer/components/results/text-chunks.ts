const linesPerChunk = 100

export interface TextChunk {
  readonly text: string
  readonly lines: number
}

/** A long text in pieces that a browser lays out one by one, as they are scrolled to. */
export function textChunks(text: string): readonly TextChunk[] {
  const lines = text.replace(/\n$/, '').split('\n')
  const count = Math.ceil(lines.length / linesPerChunk)
  return Array.from({ length: count }, (_, index) => {
    const some = lines.slice(index * linesPerChunk, (index + 1) * linesPerChunk)
    return { text: some.join('\n'), lines: some.length }
  })
}
