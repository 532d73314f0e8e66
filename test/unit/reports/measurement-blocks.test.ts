import { describe, expect, it } from 'vitest'
import type { ChartBlock } from '../../../main/blocks/block.ts'
import { piecesOf } from '../../../main/blocks/content.ts'
import { measurementBlocks } from '../../../main/reports/measurement-blocks.ts'
import { generatedRun } from '../builders/generated-run.ts'

const shown = generatedRun()
const { findings } = shown
const blocks = measurementBlocks(shown, {})
const charts = blocks.filter((block): block is ChartBlock => block.kind === 'chart')
const chartOf = (title: RegExp) => charts.find((block) => title.test(block.title)) ?? expect.fail(String(title))
const columnsOf = ({ table }: ChartBlock) => table.columns.map(({ title }) => title)
const throughput = chartOf(/^TCP throughput/)

describe('the numbers beside a chart', () => {
  const cell = findings.cells.find(({ metric, path }) => metric === 'bitsPerSecond' && path === 'pod-pod/same-node')
  const [group] = throughput.table.groups
  const [row] = group?.rows ?? []
  const at = (title: string, cells = row?.cells) => cells?.[columnsOf(throughput).indexOf(title) - 1]

  it('are those of the findings, in one unit, and are sorted by their values', () => {
    const median = cell?.absolute.median ?? expect.fail('there is a cell')
    expect(at('Median, Gbit/s here')).toEqual({ text: (median / 1e9).toFixed(2), value: median })
  })

  it('have no ratio of the baseline itself', () => {
    expect(at('To baseline', throughput.table.groups.at(-1)?.rows[0]?.cells)).toBe('–')
  })

  it('have percentiles only where single requests were timed', () => {
    expect(columnsOf(chartOf(/^HTTP latency/))).toContain('p90')
    expect(columnsOf(throughput)).not.toContain('p90')
  })

  it('have no ratio for what is never compared', () => {
    const folded = blocks.find(({ kind }) => kind === 'section')
    const [retransmits] = folded?.kind === 'section' ? (folded.blocks as readonly ChartBlock[]) : []
    expect(retransmits && columnsOf(retransmits)).toEqual(['Variant', 'Median', 'Interval', 'n', 'CV', 'Flags'])
    expect(retransmits?.charts.map(({ title }) => title)).toEqual(['Absolute values'])
  })

  it('lead to the samples that they are made of', () => {
    const [count] = piecesOf(at('n') ?? '')
    expect(count).toMatchObject({ text: '6', value: 6, samples: { variant: cell?.variant, path: cell?.path } })
  })
})

describe('the bars of a chart', () => {
  it.each([
    ['Ratio to the baseline', 9],
    ['Absolute values', 12],
  ])('lead each to the samples of its cell: %s', (title, count) => {
    const chart = throughput.charts.find((each) => each.title === title)?.chart
    const bars = chart?.as === 'bars' ? chart.groups.flatMap(({ bars }) => bars) : []
    expect(new Set(bars.map(({ samples }) => JSON.stringify(samples))).size).toBe(count)
    for (const { variant, dots, samples } of bars) {
      expect(samples?.variant).toBe(variant)
      const from = findings.cells.find(
        (cell) => cell.metric === 'bitsPerSecond' && cell.variant === variant && cell.path === samples?.path,
      )
      expect((count === 9 ? from?.toBaseline : from?.absolute)?.values).toHaveLength(dots.length)
    }
  })
})
