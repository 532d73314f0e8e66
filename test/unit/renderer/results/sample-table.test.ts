import { describe, expect, it } from 'vitest'
import { metricValues, sampleColumns } from '../../../../renderer/components/results/sample-table.ts'
import { generatedRun } from '../../builders/generated-run.ts'
import { aRunView } from './run-view.ts'

const { run } = aRunView(generatedRun({ failing: true }))
const columns = sampleColumns(run.probes, run.rounds, run.samples)
const column = (id: string) => columns.find((each) => each.id === id) ?? expect.fail(`there is a column ${id}`)
const first = (probe: string) =>
  run.samples.find((sample) => sample.probe === probe && sample.path === 'host-host') ?? expect.fail(probe)

describe('the table of samples', () => {
  it('shows the headline metric of each probe in a unit of its own', () => {
    expect(column('value').show(first('tcp-throughput'))).toMatch(/^\d\.\d\d Gbit\/s$/)
    expect(column('value').show(first('http-latency'))).toMatch(/^(0\.\d+ ms|\d+ µs)$/)
  })

  it('says where in its round a variant came', () => {
    const sample = first('tcp-throughput')
    const order = run.rounds.find(({ round }) => round === sample.round)?.order ?? []
    expect(column('order').sortValue(sample)).toBe(order.indexOf(sample.variant) + 1)
  })

  it('has no value for a failed execution', () => {
    const failed = run.samples.find(({ outcome }) => outcome.state === 'failed') ?? expect.fail('one failed')
    expect(column('value').show(failed)).toBe('')
    expect(column('value').sortValue(failed)).toBeUndefined()
    expect(column('state').show(failed)).toBe('failed')
    expect(metricValues(failed, run.probes[0])).toEqual([])
  })

  it('lists everything one execution measured', () => {
    const values = metricValues(first('tcp-throughput'), run.probes[0])
    expect(values.map(({ title }) => title)).toEqual(['bits received', 'segments sent again'])
    expect(values[0]?.value).toMatch(/Gbit\/s$/)
  })
})
