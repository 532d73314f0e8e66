import { describe, expect, it } from 'vitest'
import { blocksMarkdown } from '../../../../main/reports/markdown/blocks.ts'
import { codeBlock } from '../../../../main/reports/markdown/syntax.ts'
import { everyBlock, wordsOfEveryBlock } from '../../builders/blocks.ts'

const parts = blocksMarkdown(everyBlock)

describe('blocks in Markdown', () => {
  it('say what each kind says, but not what is folded', () => {
    for (const words of wordsOfEveryBlock) expect(parts.join('\n\n')).toContain(words)
    expect(parts.join('\n\n')).not.toContain('Folded.')
  })

  it('have as many cells in each row of a table as in its header', () => {
    const tables = parts.filter((part) => part.startsWith('|'))
    expect(tables.length).toBeGreaterThan(5)
    for (const table of tables)
      expect(new Set(table.split('\n').map((line) => line.split(/(?<!\\)\|/).length)).size).toBe(1)
  })

  it('keep what was printed in a fence that it cannot close', () => {
    expect(codeBlock('a\n```\nb\n')).toBe('````\na\n```\nb\n````')
  })
})
