import { HtmlValidate, StaticConfigLoader } from 'html-validate'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../../../main/blocks/block.ts'
import { cniColour } from '../../../../main/reports/charts/cni-colours.ts'
import { variantStyles } from '../../../../main/reports/charts/variant-style.ts'
import { blocksHtml } from '../../../../main/reports/html/blocks.ts'
import { everyBlock, wordsOfEveryBlock } from '../../builders/blocks.ts'
import { aVariant } from '../../builders/run-events.ts'

const validator = new HtmlValidate(new StaticConfigLoader({ extends: ['html-validate:recommended'] }))
const styles = variantStyles(
  ['flannel/vxlan', 'cilium/vxlan'].map((id) => aVariant(id)),
  cniColour,
)

function render(blocks: readonly Block[], sections: readonly string[] = []): string {
  let drawings = 0
  return blocksHtml(blocks, {
    styles,
    sections: new Set(sections),
    chartWidth: 580,
    newId: () => `drawing-${String((drawings += 1))}`,
  }).text
}

const hostile = '"><script>alert(1)</script>'

describe('blocks in HTML', () => {
  it('are valid, and say what each kind says', async () => {
    const page = render(everyBlock)
    for (const words of wordsOfEveryBlock) expect(page).toContain(words)
    const { results } = await validator.validateString(`<section><h2>Blocks</h2>${page}</section>`)
    expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([])
  })

  it('fold what is folded, and what stands behind a cell, unless it is for the page alone', () => {
    const page = render(everyBlock)
    expect(page).toMatch(/<details>\s*<summary>All executions<\/summary>\s*<p>Folded\.<\/p>/)
    expect(page).toMatch(/<summary>flannel\/vxlan: more \(1\)<\/summary>[^]*kind: NetworkPolicy/)
    expect(page).not.toContain('For the page alone')
  })

  it('draw bars and lines, each with its name', () => {
    const labels = [...render(everyBlock).matchAll(/<svg[^>]*aria-label="Chart: ([^"]+)"/g)].map(([, label]) => label)
    expect(labels).toEqual([
      'Throughput by size, sizes. The table that follows has its numbers.',
      'Throughput by size, whole. The table that follows has its numbers.',
    ])
  })

  it('lead only to sections that the page has', () => {
    expect(render(everyBlock)).not.toContain('href="#policy"')
    expect(render(everyBlock, ['policy'])).toContain('<a href="#policy">See the policies</a>')
  })

  it('escape whatever is in them', () => {
    const dirty = JSON.parse(
      JSON.stringify(everyBlock, (key, value: unknown) =>
        typeof value === 'string' &&
        !['kind', 'as', 'tone', 'shows', 'align', 'direction', 'better', 'id'].includes(key)
          ? `${value}${hostile}`
          : value,
      ),
    ) as readonly Block[]
    expect(render(dirty)).toContain('&lt;script&gt;')
    expect(render(dirty)).not.toContain('<script')
  })
})
