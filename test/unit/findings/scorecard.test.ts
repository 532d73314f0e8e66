import { describe, expect, it } from 'vitest'
import { deriveFindings } from '../../../main/findings/derive-findings.ts'
import { scoreText, scorecardRemark } from '../../../main/words/en/scorecard.ts'
import { generatedRun } from '../builders/generated-run.ts'
import { inspected, inspectedVariants } from '../builders/inspected-run.ts'
import { aThroughputProbe } from '../builders/run-events.ts'

const four = inspected(generatedRun({ variants: inspectedVariants, rounds: 16 }))
const { scorecard, comparisons, cells } = four.findings
const rowOf = (title: RegExp, of = scorecard) => of.rows.find((row) => title.test(row.title))
const cellOf = (title: RegExp, variant: string) => rowOf(title)?.cells.find((cell) => cell.variant === variant)

describe('the scorecard', () => {
  it('has a row a question, what was measured first, and a cell for each variant in the order of the run', () => {
    expect(scorecard.rows.map(({ title }) => title)).toEqual([
      'TCP throughput, across nodes',
      'NetworkPolicy',
      'Observability',
      'Encryption between nodes',
      'Memory of its Pods',
      'Time to ready',
    ])
    for (const { cells: ofRow } of scorecard.rows)
      expect(ofRow.map(({ variant }) => variant)).toEqual(four.run.variants.map(({ id }) => id))
  })

  it('marks what was measured by comparisons, never by medians', () => {
    const without = four.run.readings.filter(({ round }) => round < 3)
    const few = deriveFindings({ ...four.run, readings: without }).scorecard
    const marks = rowOf(/TCP/, few)?.cells.map(({ mark }) => mark)
    expect(new Set(marks)).toEqual(new Set(['alone', 'undecided']))
    const decided = rowOf(/TCP/)?.cells.filter(({ mark }) => mark === 'ahead' || mark === 'behind') ?? []
    expect(decided.length).toBeGreaterThan(0)
    for (const { variant } of decided)
      expect(comparisons.some(({ a, b, verdict }) => [a, b].includes(variant) && verdict === 'ahead')).toBe(true)
  })

  it('has the ratio to the one that none is ahead of first, then the value of this machine', () => {
    const cilium = cellOf(/TCP/, 'cilium/vxlan')
    const median = cells.find(
      ({ variant, probe, path }) =>
        variant === 'cilium/vxlan' && probe === 'tcp-throughput' && path === 'pod-pod/cross-node',
    )?.absolute.median
    expect(cilium?.value).toMatchObject({ kind: 'measured', median })
    expect(cilium?.value && scoreText(cilium.value)).toEqual({
      text: expect.stringMatching(/^0\.\d+×$/) as string,
      note: expect.stringMatching(/^\d\.\d\d Gbit\/s here$/) as string,
    })
  })

  it('counts what is enforced, with the slowest beside it', () => {
    expect(cellOf(/NetworkPolicy/, 'calico/vxlan')).toMatchObject({
      mark: 'ahead',
      value: { text: '22 of 22 enforced', note: expect.stringMatching(/^slowest \d/) as string },
    })
    expect(cellOf(/NetworkPolicy/, 'flannel/vxlan')).toMatchObject({
      mark: 'behind',
      value: { text: '0 of 22 enforced' },
    })
  })

  it('does not mark what is there for reference, nor what it does not show', () => {
    expect(scorecard.references).toEqual(['kindnet'])
    expect(rowOf(/TCP/)?.cells[0]).toMatchObject({ variant: 'kindnet', mark: 'alone' })
    // Its check of policies failed.
    expect(cellOf(/NetworkPolicy/, 'kindnet')).toEqual({ variant: 'kindnet', mark: 'not-shown' })
  })

  it('marks the reference where there is nothing else', () => {
    const alone = generatedRun({ variants: ['kindnet'] }).findings.scorecard
    expect(alone.references).toEqual([])
  })

  it('names the questions that the run did not ask', () => {
    const { scorecard: bare, caveats } = generatedRun({ probes: [aThroughputProbe()] }).findings
    expect(bare.rows).toHaveLength(1)
    expect(bare.notAsked).toContain('NetworkPolicy')
    expect(scorecardRemark({ scorecard: bare, caveats })).toMatch(
      /^Relative datapath cost on this machine, not the speed of a network: .* Not asked in this run: .*NetworkPolicy/,
    )
  })
})
