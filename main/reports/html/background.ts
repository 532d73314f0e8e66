import { costChart, costChartHeight } from '../charts/cost-chart.ts'
import { costRows } from '../cost-rows.ts'
import { environmentRows } from '../environment-rows.ts'
import { failureRows, type FailureRow } from '../failure-rows.ts'
import { methodOf } from '../method.ts'
import { duration, percent } from '../quantity.ts'
import type { ReportInput } from '../report-input.ts'
import { chartSvg, pagePalette } from './chart-svg.ts'
import { dataTable } from './table.ts'
import { html, type Markup } from './template.ts'

export const methodSection = ({ run, findings }: ReportInput): Markup =>
  html`<section aria-labelledby="method">
    <h2 id="method">Method</h2>
    <ul class="method">
      ${methodOf(run, findings).map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
  </section>`

export const environmentSection = ({ run }: ReportInput): Markup =>
  html`<section aria-labelledby="environment">
    <h2 id="environment">Environment</h2>
    <dl>
      ${environmentRows(run).map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
  </section>`

/** Where the time went, as a bar and as a table. */
export function costSection({ findings: { cost } }: ReportInput): Markup {
  const rows = costRows(cost).map(({ title, text, share }) => ({ head: title, cells: [text, percent(share)] }))
  const bar = chartSvg(costChart(cost, pagePalette), {
    width: 1190,
    height: costChartHeight,
    id: 'cost-bar',
    label: 'Chart: where the time of the run went. The table that follows has its numbers.',
  })
  return html`<section aria-labelledby="cost">
    <h2 id="cost">Cost of the run</h2>
    <div class="costbar">${bar}</div>
    ${dataTable(
      `Where ${duration(cost.wallMs)} went`,
      [{ title: 'Part' }, { title: 'Time', align: 'number' }, { title: 'Share', align: 'number' }],
      [{ rows }],
    )}
  </section>`
}

export function failuresSection({ run }: ReportInput): Markup | undefined {
  const failures = failureRows(run)
  if (failures.length === 0) return undefined
  return html`<section aria-labelledby="failures">
    <h2 id="failures">Failures</h2>
    ${failures.map(failure)}
  </section>`
}

const failure = ({ what, error }: FailureRow) =>
  html`<div class="error">
    <h3>${what}</h3>
    <p>${error.title}: ${error.message}</p>
    ${error.hint !== undefined && html`<p>${error.hint}</p>`}${error.command !== undefined && html`<pre>${error.command}</pre>`}${
      error.stderrTail !== undefined && error.stderrTail !== '' && html`<pre>${error.stderrTail}</pre>`
    }
  </div>`
