import { describe, expect, it } from 'vitest'
import type { RunView, SampleRow } from '../../../../main/api/contract.ts'
import type { Task } from '../../../../main/lab/tasks/task.ts'
import { pointsOf, withPoints } from '../../../../renderer/components/run/live-samples.ts'
import { runFacts, runWords } from '../../../../renderer/components/run/run-facts.ts'
import { aThroughputProbe, aVariant, runStarted } from '../../builders/run-events.ts'

const aTask = (change: Partial<Task> = {}): Task => ({
  id: 'task-1',
  kind: 'run',
  title: 'A run',
  subject: {},
  state: 'running',
  steps: [],
  createdAtMs: 1_000,
  startedAtMs: 1_000,
  ...change,
})

const aSample = (startedAtMs: number, round: number): SampleRow => ({
  variant: 'flannel/vxlan',
  probe: 'tcp-throughput',
  caseId: '1-stream',
  path: 'host-host',
  round,
  raw: round,
  exitCode: 0,
  startedAtMs,
  durationMs: 1,
  machineBusy: 0,
  outcome: { state: 'measured', metrics: { bitsPerSecond: 1 }, cpuLimited: false },
})

const aRun = (change: Partial<RunView['run']> = {}): RunView['run'] => {
  const { spec, environment } = runStarted()
  return {
    id: 'run-1',
    state: 'complete',
    startedAtMs: 500,
    endedAtMs: 9_000,
    spec,
    environment,
    variants: [aVariant('flannel/vxlan')],
    probes: [aThroughputProbe()],
    rounds: [],
    failures: [],
    steps: [],
    samples: [],
    ...change,
  }
}
const points = (run: RunView['run']) => withPoints(new Map(), pointsOf(run.samples))

describe('runFacts', () => {
  it('tells of the task while it is at work', () => {
    const task = aTask({ state: 'cancelling', progress: { done: 3, total: 9 } })
    const facts = runFacts(task, aRun({ state: 'running' }), new Map(), 5_000)
    expect(facts).toMatchObject({ state: 'cancelling', startedAtMs: 1_000, progress: { done: 3, total: 9 } })
  })

  it('tells of the record once the task has ended', () => {
    const facts = runFacts(aTask({ state: 'succeeded', endedAtMs: 2 }), aRun(), new Map(), 5_000)
    expect(facts).toMatchObject({ state: 'complete', startedAtMs: 500, endedAtMs: 9_000 })
  })

  it('counts samples by itself for a run of another process', () => {
    const run = aRun({ state: 'running', samples: [aSample(600, 1), aSample(700, 2)] })
    expect(runFacts(undefined, run, points(run), 5_000).progress).toEqual({ done: 2, total: 24 })
  })

  it('tells of a task that failed before its run began', () => {
    expect(runFacts(aTask({ state: 'failed' }), undefined, new Map(), 0)).toMatchObject({ state: 'failed' })
  })

  it('estimates the rest from the first probe on', () => {
    const probe = { id: 1, group: 'a', title: 'tcp', kind: 'probe', state: 'running', startedAtMs: 2_000 } as const
    const task = aTask({ steps: [probe], progress: { done: 4, total: 12 } })
    expect(runFacts(task, undefined, new Map(), 10_000).remainingMs).toBe(16_000)
  })

  it('leaves out the samples of before it went on', () => {
    const run = aRun({ state: 'running', samples: [aSample(600, 1), aSample(700, 2), aSample(2_000, 3)] })
    const task = aTask({ progress: { done: 6, total: 10 } })
    expect(runFacts(task, run, points(run), 10_000).remainingMs).toBe((8_000 / 4) * 4)
  })

  it('estimates nothing while the run is being cancelled', () => {
    const task = aTask({ state: 'cancelling', progress: { done: 6, total: 10 } })
    expect(runFacts(task, aRun({ samples: [aSample(2_000, 1)] }), new Map(), 10_000).remainingMs).toBeUndefined()
  })
})

describe('runWords', () => {
  const { spec } = runStarted()

  it('says what is compared, where, how often and how long', () => {
    expect(runWords(aRun())).toBe('flannel/vxlan on kind, standard: 6 rounds of 10 s')
    expect(runWords(aRun({ spec: { ...spec, maxRounds: 20 } }))).toContain(': 6 to 20 rounds of')
  })

  it('has one round in the singular', () => {
    expect(runWords(aRun({ spec: { ...spec, rounds: 1, maxRounds: 1 } }))).toContain(': 1 round of')
  })
})
