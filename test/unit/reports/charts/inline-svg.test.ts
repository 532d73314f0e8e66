import { describe, expect, it } from 'vitest'
import { inlineSvg } from '../../../../main/reports/charts/inline-svg.ts'
import { renderSvg } from '../../../../main/reports/charts/render-svg.ts'

const drawing = renderSvg(
  {
    animation: false,
    grid: {},
    xAxis: { type: 'category', data: ['a'], axisLabel: { color: '#123456' } },
    yAxis: { type: 'value' },
    series: [{ type: 'bar', data: [{ value: 1, itemStyle: { decal: { color: '#12345680', dashArrayY: [2, 4] } } }] }],
  },
  { width: 300, height: 200 },
)
const inline = (id: string) =>
  inlineSvg(drawing, { id, label: 'Is a < b?', colours: new Map([['#123456', 'var(--ink)']]) })

describe('a drawing inside a page', () => {
  it('has a name for screen readers and its size', () => {
    expect(inline('one')).toMatch(
      /^<svg width="300" height="200" viewBox="0 0 300 200" role="img" aria-label="Is a &lt; b\?">.*<\/svg>$/s,
    )
  })

  it('has ids of its own, also where it refers to them', () => {
    const ids = (svg: string) => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids(inline('one')).length).toBeGreaterThan(0)
    expect(new Set(ids(inline('one'))).isDisjointFrom(new Set(ids(inline('two'))))).toBe(true)
    expect(inline('one')).toContain(`url(#${ids(inline('one'))[0] ?? ''})`)
  })

  it('takes the colours of the page, also in patterns', () => {
    expect(inline('one')).toMatch(/<text[^>]* fill="var\(--ink\)"/)
    expect(inline('one')).toMatch(/<pattern.*<path[^>]* fill="var\(--ink\)" fill-opacity="0.50"/)
    expect(inline('one')).not.toMatch(/#123456|rgb\(18,\s*52,\s*86\)/)
  })

  it('leaves out what is for interaction', () => {
    expect(inline('one')).not.toMatch(/<style|class=|style=|ecmeta|CDATA/)
  })
})
