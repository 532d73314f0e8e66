import { describe, expect, it } from 'vitest'
import { answersOf } from '../../../../renderer/components/results/answer-groups.ts'
import { generatedRun } from '../../builders/generated-run.ts'
import { aLatencyProbe, aThroughputProbe } from '../../builders/run-events.ts'

const { run, findings } = generatedRun({ probes: [aLatencyProbe(), aThroughputProbe()] })
const { lead, groups } = answersOf(run.probes, findings)

describe('the answers of a run', () => {
  it('begin with throughput between nodes, whatever was measured first', () => {
    expect(lead).toMatchObject({ answer: { probe: 'tcp-throughput', path: 'pod-pod/cross-node' }, verdict: 'ranked' })
    expect(lead?.question).toBe('How fast does TCP go?')
  })

  it('are told once each, under their question, the lead’s first, without the baseline', () => {
    const told = groups.flatMap(({ answers }) => answers.map(({ answer }) => answer))
    expect(groups.map(({ question }) => question)).toEqual([
      'How fast does TCP go?',
      'How long does an HTTP request take?',
    ])
    expect(told).not.toContain(lead?.answer)
    expect(told.map(({ path }) => path)).not.toContain('host-host')
    expect(told).toHaveLength(5)
  })

  it('are about the baseline where nothing else was measured', () => {
    const only = generatedRun({ probes: [aThroughputProbe({ paths: ['host-host'] })] })
    expect(answersOf(only.run.probes, only.findings).lead?.answer.path).toBe('host-host')
  })

  it('are none where nothing was measured', () => {
    expect(answersOf(run.probes, { ...findings, answers: [] })).toEqual({ groups: [] })
  })
})
