import type { EChartsOption } from 'echarts'
import type { Cell } from '../../findings/findings.ts'
import { absoluteChart, absoluteRows, ratioChart, ratioRows, type VariantStyles } from '../charts/comparison-charts.ts'
import { chartHeight, type BarRow } from '../charts/interval-bars.ts'
import { variantStyles } from '../charts/variant-style.ts'
import {
  comparisonTables,
  flagMeanings,
  flagTitles,
  pathTitle,
  tableTitle,
  valuesOf,
  type ComparisonTable,
} from '../comparison-tables.ts'
import { percent, range, ratio, scaled, scaleOf } from '../quantity.ts'
import type { ReportInput } from '../report-input.ts'
import { chartSvg, pagePalette } from './chart-svg.ts'
import { dataTable, type TableColumn } from './table.ts'
import { html, type Markup } from './template.ts'

const chartWidth = 580

/** For each headline metric the ratio to the baseline, the absolute values, and the numbers of both. */
export function measurementsSection({ run, findings }: ReportInput): Markup {
  const styles = variantStyles(run.variants)
  const others = comparisonTables(run, findings, 'other')
  const tables = comparisonTables(run, findings, 'headline')
  return html`<section aria-labelledby="measurements">
    <h2 id="measurements">Measurements</h2>
    <p>Bars are medians over rounds, whiskers their intervals, dots the single executions. Axes begin at zero.</p>
    ${run.probes.map((probe) => {
      const ofProbe = tables.filter((table) => table.probe.id === probe.id)
      const otherOfProbe = others.filter((table) => table.probe.id === probe.id)
      if (ofProbe.length === 0 && otherOfProbe.length === 0) return undefined
      return html`<h3>${probe.title}</h3>
        ${ofProbe.map((table) => headline(table, styles, run.id))}${
          otherOfProbe.length > 0 &&
          html`<details>
            <summary>Other metrics of ${probe.title}</summary>
            ${otherOfProbe.map(numbers)}
          </details>`
        }`
    })}
  </section>`
}

function headline(table: ComparisonTable, styles: VariantStyles, runId: string): Markup {
  const name = `${table.probe.id}-${table.case.id}-${table.metricId}`
  const better = table.metric.better === 'neither' ? '' : `, ${table.metric.better} is better`
  const chart = (kind: string, title: string, rows: readonly BarRow[], option: EChartsOption) =>
    rows.length > 0 &&
    html`<figure>
      <figcaption>${title}<span>${better}</span></figcaption>
      ${chartSvg(option, {
        width: chartWidth,
        height: chartHeight(rows),
        id: `${kind}-${name}`,
        label: `Chart: ${tableTitle(table)}, ${title.toLowerCase()}, run ${runId}. The table that follows has its numbers.`,
      })}
    </figure>`
  return html`<h4>${table.case.title}: ${table.metric.of}</h4>
    <div class="charts">
      ${chart(
        'ratio',
        'Ratio to the baseline',
        ratioRows(table, styles),
        ratioChart(table, styles, pagePalette),
      )}${chart('absolute', 'Absolute', absoluteRows(table, styles), absoluteChart(table, styles, pagePalette))}
    </div>
    ${numbers(table)}`
}

function numbers(table: ComparisonTable): Markup {
  const scale = scaleOf(table.metric.unit, valuesOf(table))
  const show = (value: number) => scaled(value, scale)
  const isPooled = table.groups.some(({ cells }) => cells.some(({ pooled }) => pooled))
  const isCompared = table.groups.some(({ cells }) => cells.some(({ toBaseline }) => toBaseline))
  const unit = scale.unit === '' ? '' : `, ${scale.unit}`
  const columns: readonly TableColumn[] = [
    { title: 'Variant' },
    ...(isCompared ? numeric('To baseline', 'Interval') : []),
    ...numeric(`Median${unit}`, 'Interval', 'n', 'CV'),
    ...(isPooled ? numeric('p50', 'p90', 'p99', 'Requests') : []),
    { title: 'Flags' },
  ]
  const row = (cell: Cell) => ({
    head: cell.variant,
    cells: [
      ...(isCompared ? ratioCells(cell) : []),
      show(cell.absolute.median),
      range(cell.absolute, show),
      cell.absolute.values.length,
      cell.absolute.coefficientOfVariation === undefined ? '' : percent(cell.absolute.coefficientOfVariation),
      ...(isPooled ? pooledCells(cell, show) : []),
      flags(cell),
    ],
  })
  const groups = table.groups.map(({ path, cells }) => ({ title: pathTitle(path), rows: cells.map(row) }))
  return dataTable(`${tableTitle(table)}${unit}`, columns, groups)
}

const numeric = (...titles: readonly string[]): readonly TableColumn[] =>
  titles.map((title) => ({ title, align: 'number' }))

const ratioCells = ({ toBaseline }: Cell) =>
  toBaseline ? [`${ratio(toBaseline.median)}×`, range(toBaseline, ratio)] : ['', '']

const pooledCells = ({ pooled }: Cell, show: (value: number) => string) =>
  pooled
    ? [show(pooled.p50), show(pooled.p90), pooled.p99 === undefined ? '' : show(pooled.p99), pooled.count]
    : ['', '', '', '']

const flags = ({ flags: all }: Cell) =>
  html`${all.map((flag, n) => html`${n > 0 && ', '}<span class="flag" title="${flagMeanings[flag]}">${flagTitles[flag]}</span>`)}`
