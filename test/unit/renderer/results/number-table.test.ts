import { describe, expect, it } from 'vitest'
import { comparisonTables } from '../../../../main/reports/comparison-tables.ts'
import { numberColumns } from '../../../../renderer/components/results/number-table.ts'
import { generatedRun } from '../../builders/generated-run.ts'

const { run, findings } = generatedRun()
const tables = (metrics: 'headline' | 'other') => comparisonTables(run, findings, metrics)
const columnsOf = (probe: string) => {
  const table = tables('headline').find((each) => each.probe.id === probe) ?? expect.fail(probe)
  return { table, columns: numberColumns(table) }
}

describe('the numbers beside a chart', () => {
  it('are those of the findings, in one unit', () => {
    const { table, columns } = columnsOf('tcp-throughput')
    const cell = table.groups[0]?.cells[0] ?? expect.fail('there is a cell')
    const median = columns.find(({ id }) => id === 'median') ?? expect.fail('there is a median')
    expect(median.title).toBe('Median, Gbit/s')
    expect(median.show(cell)).toBe((cell.absolute.median / 1e9).toFixed(2))
    expect(median.sortValue?.(cell)).toBe(cell.absolute.median)
  })

  it('leave the ratio of the baseline itself empty', () => {
    const { table, columns } = columnsOf('tcp-throughput')
    const baseline = table.groups.at(-1)?.cells[0] ?? expect.fail('the baseline is last')
    expect(columns.filter(({ id }) => id.startsWith('ratio')).map(({ show }) => show(baseline))).toEqual(['', ''])
  })

  it('have percentiles only where single requests were timed', () => {
    expect(columnsOf('http-latency').columns.map(({ id }) => id)).toContain('p90')
    expect(columnsOf('tcp-throughput').columns.map(({ id }) => id)).not.toContain('p90')
  })

  it('have no ratio for what is never compared', () => {
    const retransmits = tables('other')[0] ?? expect.fail('there is another metric')
    expect(numberColumns(retransmits).map(({ id }) => id)).toEqual(['path', 'variant', 'median', 'interval', 'cv'])
  })
})
