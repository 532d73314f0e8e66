import type { ChartBlock } from '../../blocks/block.ts'
import { chartOption, heightOf } from '../charts/chart-option.ts'
import type { VariantStyles } from '../charts/variant-style.ts'
import { chartSvg, pagePalette } from './chart-svg.ts'
import { html, type Markup } from './template.ts'

const width = 580

/** Drawings, and the same numbers as a table for those who do not see them. */
export function chartHtml(
  { title, note, charts }: ChartBlock,
  { styles, newId }: { readonly styles: VariantStyles; readonly newId: () => string },
  table: Markup,
): Markup {
  const figure = ({ title: name, chart }: ChartBlock['charts'][number]) =>
    html`<figure>
      <figcaption>${name}</figcaption>
      ${chartSvg(chartOption(chart, styles, pagePalette), {
        width,
        height: heightOf(chart),
        id: newId(),
        label: `Chart: ${title}, ${name.toLowerCase()}. The table that follows has its numbers.`,
      })}
    </figure>`
  return html`<h4>${title}</h4>
    ${note !== undefined && html`<p>${note}</p>`}
    ${charts.length > 0 && html`<div class="charts">${charts.map(figure)}</div>`} ${table}`
}
