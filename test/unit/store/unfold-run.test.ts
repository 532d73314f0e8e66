import { trafficPaths } from '../../../main/experiment/paths.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../main/store/events.ts'
import { foldRun } from '../../../main/store/fold-run.ts'
import { unfoldRun } from '../../../main/store/unfold-run.ts'
import type { Json } from '../../../main/system/json.ts'
import { generatedRun } from '../builders/generated-run.ts'
import {
  aKeyReadOnce,
  anError,
  aSampleKey,
  clusterReady,
  runStarted,
  sampleFailed,
  sampleMeasured,
  sampleTaken,
  startMs,
  stepFinished,
  stored,
} from '../builders/run-events.ts'

const dead = () => false
const again = (run: Parameters<typeof unfoldRun>[0]) => foldRun(run.id, unfoldRun(run), dead)

const variant = fc.constantFrom('flannel/vxlan', 'cilium/native')
const raw = fc.integer({ min: 1, max: 6 })
const key = fc
  .record({ variant, path: fc.constantFrom(...trafficPaths), round: fc.integer({ min: 1, max: 3 }) })
  .map((change) => aSampleKey(change))
const times = fc.record({ startedAtMs: fc.integer({ min: 0, max: 5_000_000 }), durationMs: fc.nat(100_000) })
const error = fc.constantFrom(
  anError(),
  anError({ command: 'curl x', exitCode: 7, stderrTail: 'refused', hint: 'wait' }),
)

const question = { probe: 'tcp-throughput', caseId: '1-stream', path: 'pod-pod/cross-node', metric: 'x' } as const

const anEvent: fc.Arbitrary<RunEvent> = fc.oneof(
  fc
    .tuple(variant, times, fc.option(error))
    .map(([name, time, failure]) => stepFinished({ variant: name, ...time, ...(failure && { error: failure }) })),
  fc
    .record({ startedAtMs: fc.nat(), durationMs: fc.nat(9_000) })
    .map((time) => stepFinished({ variant: null, kind: 'probe', ...time })),
  variant.map(clusterReady),
  fc.record({ variant, error }).map((failed) => ({ type: 'variant.failed' as const, ...failed })),
  fc.integer({ min: 1, max: 3 }).map((round) => ({ type: 'round.started' as const, round, order: ['flannel/vxlan'] })),
  fc
    .record({ round: fc.integer({ min: 1, max: 3 }), alpha: fc.double({ min: 0, max: 0.05, noNaN: true }) })
    .map(({ round, alpha }): RunEvent => ({
      ...{ type: 'look.taken', round, alpha },
      decided: [{ ...question, leaders: ['flannel/vxlan'], isEqual: false }],
      open: [{ ...question, path: 'pod-service', variants: ['flannel/vxlan', 'cilium/native'] }],
    })),
  fc.tuple(raw, key, times).map(([number, change, time]) => sampleTaken(number, { ...change, ...time })),
  key.map((change) => sampleMeasured({ bitsPerSecond: 1e9 }, change)),
  key.map((change) => sampleMeasured({ a: 1 }, { ...change, cpuLimited: true, distributions: { a: [1, 2] } })),
  fc.tuple(key, error).map(([change, failure]) => sampleFailed(failure, change)),
  fc.tuple(key, times, error).map(([change, time, failure]) => ({ ...sampleFailed(failure, change), ...time })),
  fc
    .tuple(variant, raw, times)
    .map(([name, number, time]) =>
      sampleTaken(100 + number, { ...aKeyReadOnce(name, 'wire'), ...time, part: 'capture', exitCode: 1 }),
    ),
  fc
    .tuple(variant, fc.constantFrom('wire', 'policy'), times, fc.jsonValue())
    .map(([name, probe, time, record]): RunEvent => ({
      type: 'reading.recorded',
      ...{ ...aKeyReadOnce(name, probe), ...time },
      record: JSON.parse(JSON.stringify(record)) as Json,
    })),
  fc.constant<RunEvent>({ type: 'run.resumed', process: { pid: 0, startedAt: '' } }),
  fc.constant<RunEvent>({ type: 'idle.measured', running: 0.4, paused: 0.1 }),
  fc.constant<RunEvent>({ type: 'log', variant: null, line: 'a line' }),
)
const anEnd = fc.option(
  fc
    .record({
      state: fc.constantFrom('complete' as const, 'cancelled' as const, 'failed' as const),
      error: fc.option(error),
    })
    .map(({ state, error: failure }): RunEvent => ({
      type: 'run.finished',
      state,
      ...(failure && { error: failure }),
    })),
)

describe('unfoldRun', () => {
  it('gives events that fold to the same record, whatever happened in the run', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 40 }), anEnd, (events, end) => {
        const run = foldRun('r', stored([runStarted(), ...events, ...(end ? [end] : [])]), dead)
        expect(again(run)).toEqual(run)
      }),
      { numRuns: 300 },
    )
  })

  it('gives a long run back, and its keys in their order', () => {
    const { run } = generatedRun({ failing: true })
    expect(JSON.stringify(again(run))).toBe(JSON.stringify(run))
  })

  it('makes an interrupted run of one that was going on', () => {
    const running = foldRun('r', stored([runStarted(), sampleTaken(1)]), () => true)
    expect(running.state).toBe('running')
    expect(again(running)).toEqual({ ...running, state: 'interrupted', endedAtMs: startMs + 21_400 })
  })

  it('puts what has no time of its own where it must have been', () => {
    const run = foldRun(
      'r',
      stored([
        runStarted(),
        stepFinished({ durationMs: 9_000 }),
        clusterReady('flannel/vxlan'),
        { type: 'round.started', round: 1, order: ['flannel/vxlan'] },
        sampleTaken(1),
        sampleMeasured({ bitsPerSecond: 1e9 }),
        { type: 'variant.failed', variant: 'flannel/vxlan', error: anError() },
        stepFinished({ kind: 'delete', startedAtMs: startMs + 60_000, durationMs: 4_000 }),
        { type: 'run.finished', state: 'complete' },
      ]),
      dead,
    )
    const log = [{ atMs: startMs + 5_000, variant: 'flannel/vxlan', line: 'pulling' }]
    const events = unfoldRun(run, log)
    expect(events.map(({ event }) => event.type)).toEqual([
      'run.started',
      'log',
      'step.finished',
      'cluster.ready',
      'round.started',
      'reading.printed',
      'reading.recorded',
      'variant.failed',
      'step.finished',
      'run.finished',
    ])
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })
})
