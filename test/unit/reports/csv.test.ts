import { describe, expect, it } from 'vitest'
import { renderCsv } from '../../../main/reports/csv.ts'
import { aProbe } from '../builders/probes.ts'
import { generatedRun } from '../builders/generated-run.ts'
import { aThroughputProbe } from '../builders/run-events.ts'
import { samplesOf } from '../../../main/findings/samples.ts'

const { run } = generatedRun({ probes: [aThroughputProbe()], failing: true })
const lines = renderCsv(run, []).split('\r\n')

describe('the CSV report', () => {
  it('has one line for each sample and metric, and one for the sample that failed', () => {
    const measured = samplesOf(run).filter(({ outcome }) => outcome.state === 'measured').length
    expect(lines).toHaveLength(1 + measured * 2 + 1 + 1)
    expect(lines.at(-1)).toBe('')
  })

  it('has as many fields in each line as in its header', () => {
    for (const line of lines.slice(0, -1)) expect(line.split(',')).toHaveLength(17)
  })

  it('tells when and in which place of the round a sample was taken', () => {
    const order = run.rounds[0]?.order ?? []
    const [first] = samplesOf(run)
    expect(lines[1]).toMatch(
      new RegExp(
        `^${run.id},${order[0] ?? ''},tcp-throughput,1-stream,host-host,1,1,2026-11-23T19:16:\\d\\d\\.000Z,10400,measured,`,
      ),
    )
    expect(first?.variant).toBe(order[0])
  })

  it('leaves metric and value empty where there is no measurement', () => {
    expect(lines.at(-2)).toMatch(/,failed,,,,,0\.62,73,$/)
  })

  it('has no field that a spreadsheet would take for a formula', () => {
    const judging = aProbe('judging', () => Promise.resolve({}), {
      observations: () => ['=1+1', '@SUM(A1)', '+1', '-1', '\t=1'].map((observed) => ({ what: 'What', observed })),
    })
    const facts = [{ probe: 'judging', variants: [{ variant: 'kindnet', facts: {} }] }]
    const observed = renderCsv({ ...run, readings: [] }, facts, [judging])
      .split('\r\n')
      .slice(1, -1)
    expect(observed.map((line) => line.split(',')[12]?.[0])).toEqual(["'", "'", "'", "'", "'"])
  })

  it('has one line for each verdict and observation of a probe', () => {
    const judging = aProbe('judging', () => Promise.resolve({}), {
      verdicts: () => [{ id: '27', title: 'Case 27', verdict: 'pass' }],
      observations: () => [{ what: 'Encapsulation', observed: 'VXLAN, port 8472' }],
    })
    const facts = [{ probe: 'judging', variants: [{ variant: 'flannel/vxlan', facts: {} }] }]
    expect(
      renderCsv({ ...run, readings: [] }, facts, [judging])
        .split('\r\n')
        .slice(1),
    ).toEqual([
      `${run.id},flannel/vxlan,judging,,,,,,,verdict,27,,pass,,,,`,
      `${run.id},flannel/vxlan,judging,,,,,,,observed,Encapsulation,,"VXLAN, port 8472",,,,`,
      '',
    ])
  })

  it('quotes what would break a line', () => {
    const quoted = renderCsv({ ...run, id: 'a "b", c\nd', readings: run.readings.slice(0, 1) }, [])
    expect(quoted).toContain('\r\n"a ""b"", c\nd",')
  })
})
