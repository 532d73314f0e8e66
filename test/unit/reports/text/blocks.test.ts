import { describe, expect, it } from 'vitest'
import { blocksText } from '../../../../main/reports/text/blocks.ts'
import { everyBlock, wordsOfEveryBlock } from '../../builders/blocks.ts'

describe('blocks on a terminal', () => {
  it.each([120, 80, 40, 24])('keep to %i columns', (width) => {
    const lines = blocksText(everyBlock, width).split('\n')
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width)
  })

  it('say what each kind says, but not what is folded or behind a cell', () => {
    const text = blocksText(everyBlock, 120)
    for (const words of wordsOfEveryBlock) expect(text).toContain(words)
    expect(text).not.toContain('Folded.')
    expect(text).not.toContain('kind: NetworkPolicy')
  })

  it('put symbols under one another, in front of what they are of', () => {
    expect(blocksText(everyBlock, 120)).toMatch(
      /^Cases of the suite: flannel\/vxlan and cilium\/vxlan, in this order\n {2}○ ✓ {2}1 Nothing may come in$/m,
    )
  })

  it('name a row and list its cells where columns do not fit', () => {
    const [table] = everyBlock.filter(({ kind }) => kind === 'table')
    expect(table && blocksText([table], 46)).toContain('  flannel/vxlan\n    Bytes     1 450\n    In words')
  })

  it('are nothing where there is nothing to say', () => {
    expect(blocksText([{ kind: 'prose', as: 'list', texts: [] }], 80)).toBe('')
  })
})
