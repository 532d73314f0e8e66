import { describe, expect, it } from 'vitest'
import { barRows, chartOption, heightOf } from '../../../../main/reports/charts/chart-option.ts'
import { absoluteBars, ratioBars } from '../../../../main/reports/charts/comparison-charts.ts'
import { lightPalette } from '../../../../main/reports/charts/palette.ts'
import { cniColour } from '../../../../main/reports/charts/cni-colours.ts'
import { variantStyles } from '../../../../main/reports/charts/variant-style.ts'
import { comparisonTables } from '../../../../main/reports/comparison-tables.ts'
import { generatedRun } from '../../builders/generated-run.ts'
import { aThroughputProbe, aVariant } from '../../builders/run-events.ts'

const { run, findings } = generatedRun({ probes: [aThroughputProbe()] })
const tables = comparisonTables(run, findings, 'headline')
const table = tables[0] ?? expect.fail('there is a table')
const styles = variantStyles(run.variants, cniColour)
const absolute = absoluteBars(table)

describe('the chart of absolute values', () => {
  it('has a bar, a whisker and a dot per round for each variant on each path', () => {
    const rows = barRows(absolute, styles)
    expect(rows.filter(({ kind }) => kind === 'bar')).toHaveLength(12)
    expect(chartOption(absolute, styles, lightPalette)).toMatchObject({
      xAxis: { min: 0, name: 'Gbit/s on this machine' },
      series: [
        { type: 'bar', data: { length: 16 } },
        { type: 'custom', data: { length: 12 } },
        { type: 'scatter', data: { length: 72 } },
      ],
    })
  })

  it('shows medians in the unit of its axis', () => {
    const cell = table.groups[0]?.cells[0]
    const row = barRows(absolute, styles)[1]
    expect(row).toMatchObject({ kind: 'bar', title: 'flannel/vxlan' })
    expect(row?.kind === 'bar' && row.text).toMatch(/^8\.\d\d Gbit\/s here$/)
    expect(row?.kind === 'bar' && row.value * 1e9).toBeCloseTo(cell?.absolute.median ?? 0)
  })

  it('grows with its rows', () => {
    const fewer = { ...absolute, groups: absolute.groups.slice(1) }
    expect(heightOf(absolute)).toBeGreaterThan(heightOf(fewer))
  })
})

describe('the chart of ratios', () => {
  it('has no row for the baseline itself, and a line at 1', () => {
    const ratios = ratioBars(table) ?? expect.fail('there is a baseline')
    const titles = ratios.groups.map(({ title }) => title)
    expect(titles).toContain('pod-service')
    expect(titles).not.toContain('host-host (baseline)')
    expect(chartOption(ratios, styles, lightPalette)).toMatchObject({
      xAxis: { min: 0 },
      series: [{}, {}, {}, { markLine: { data: [{ xAxis: 1 }] } }],
    })
  })

  it('is not there when the baseline was not measured', () => {
    const groups = table.groups.map(({ path, cells }) => ({
      path,
      cells: cells.map((cell) => ({ ...cell, toBaseline: undefined })),
    }))
    expect(ratioBars({ ...table, groups })).toBeUndefined()
  })
})

describe('the style of a variant', () => {
  const modes = ['cilium/vxlan', 'cilium/native', 'cilium/geneve', 'flannel/vxlan'].map((id) => aVariant(id))

  it('is its CNI’s colour where a CNI has one mode', () => {
    expect(variantStyles(modes, cniColour).get('flannel/vxlan')).toEqual({ colour: '#e69f00', decal: 'none' })
  })

  it('tells the modes of one CNI apart by shade and decal, whatever their order', () => {
    const all = [...variantStyles(modes, cniColour).values()]
    expect(new Set(all.map(({ colour }) => colour)).size).toBe(4)
    expect(new Set(all.slice(0, 3).map(({ decal }) => decal)).size).toBe(3)
    expect(new Map([...variantStyles(modes, cniColour)].toSorted())).toEqual(
      new Map([...variantStyles(modes.toReversed(), cniColour)].toSorted()),
    )
  })
})
