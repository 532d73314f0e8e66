import { describe, expect, it } from 'vitest'
import {
  absoluteChart,
  absoluteRows,
  ratioChart,
  ratioRows,
} from '../../../../main/reports/charts/comparison-charts.ts'
import { chartHeight } from '../../../../main/reports/charts/interval-bars.ts'
import { lightPalette } from '../../../../main/reports/charts/palette.ts'
import { variantStyles } from '../../../../main/reports/charts/variant-style.ts'
import { comparisonTables } from '../../../../main/reports/comparison-tables.ts'
import { generatedRun } from '../../builders/generated-run.ts'
import { aThroughputProbe, aVariant } from '../../builders/run-events.ts'

const { run, findings } = generatedRun({ probes: [aThroughputProbe()] })
const tables = comparisonTables(run, findings, 'headline')
const table = tables[0] ?? expect.fail('there is a table')
const styles = variantStyles(run.variants)

describe('the chart of absolute values', () => {
  it('has a bar, a whisker and a dot per round for each variant on each path', () => {
    const rows = absoluteRows(table, styles)
    expect(rows.filter(({ kind }) => kind === 'bar')).toHaveLength(12)
    expect(absoluteChart(table, styles, lightPalette)).toMatchObject({
      xAxis: { min: 0, name: 'Gbit/s' },
      series: [
        { type: 'bar', data: { length: 16 } },
        { type: 'custom', data: { length: 12 } },
        { type: 'scatter', data: { length: 72 } },
      ],
    })
  })

  it('shows medians in the unit of its axis', () => {
    const cell = table.groups[0]?.cells[0]
    const row = absoluteRows(table, styles)[1]
    expect(row).toMatchObject({ kind: 'bar', title: 'flannel/vxlan' })
    expect(row?.kind === 'bar' && row.text).toMatch(/^8\.\d\d Gbit\/s$/)
    expect(row?.kind === 'bar' && row.estimate.median * 1e9).toBeCloseTo(cell?.absolute.median ?? 0)
  })

  it('grows with its rows', () => {
    const rows = absoluteRows(table, styles)
    expect(chartHeight(rows)).toBeGreaterThan(chartHeight(rows.slice(1)))
  })
})

describe('the chart of ratios', () => {
  it('has no row for the baseline itself, and a line at 1', () => {
    const titles = ratioRows(table, styles).map(({ title }) => title)
    expect(titles).toContain('pod-service')
    expect(titles).not.toContain('host-host (baseline)')
    expect(ratioChart(table, styles, lightPalette)).toMatchObject({
      xAxis: { min: 0 },
      series: [{}, {}, {}, { markLine: { data: [{ xAxis: 1 }] } }],
    })
  })

  it('has no rows when the baseline was not measured', () => {
    const groups = table.groups.map(({ path, cells }) => ({
      path,
      cells: cells.map((cell) => ({ ...cell, toBaseline: undefined })),
    }))
    expect(ratioRows({ ...table, groups }, styles)).toEqual([])
  })
})

describe('the style of a variant', () => {
  const modes = ['cilium/vxlan', 'cilium/native', 'cilium/geneve', 'flannel/vxlan'].map((id) => aVariant(id))

  it('is its CNI’s colour where a CNI has one mode', () => {
    expect(variantStyles(modes).get('flannel/vxlan')).toEqual({ colour: '#e69f00', decal: 'none' })
  })

  it('tells the modes of one CNI apart by shade and decal, whatever their order', () => {
    const all = [...variantStyles(modes).values()]
    expect(new Set(all.map(({ colour }) => colour)).size).toBe(4)
    expect(new Set(all.slice(0, 3).map(({ decal }) => decal)).size).toBe(3)
    expect(new Map([...variantStyles(modes)].toSorted())).toEqual(
      new Map([...variantStyles(modes.toReversed())].toSorted()),
    )
  })
})
