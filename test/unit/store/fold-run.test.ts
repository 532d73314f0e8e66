import { trafficPaths } from '../../../main/experiment/paths.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventSchema, type RunEvent } from '../../../main/store/events.ts'
import { foldRun } from '../../../main/store/fold-run.ts'
import { LabError } from '../../../main/system/errors.ts'
import {
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
const fold = (...events: RunEvent[]) => foldRun('r', stored([runStarted(), ...events]), dead)

describe('foldRun', () => {
  it('reads a whole run', () => {
    const run = fold(
      stepFinished(),
      clusterReady('flannel/vxlan'),
      { type: 'round.started', round: 1, order: ['cilium/native', 'flannel/vxlan'] },
      { type: 'idle.measured', running: 0.34, paused: 0.06 },
      sampleTaken(1),
      sampleMeasured({ bitsPerSecond: 4e9 }),
      { type: 'run.finished', state: 'complete' },
    )
    expect(run).toMatchObject({
      id: 'r',
      state: 'complete',
      startedAtMs: startMs,
      endedAtMs: startMs + 7000,
      variants: [{ id: 'flannel/vxlan', cluster: { cluster: 'cnilab-flannel-vxlan' } }, { id: 'cilium/native' }],
      rounds: [{ round: 1, order: ['cilium/native', 'flannel/vxlan'] }],
      idle: { running: 0.34, paused: 0.06 },
      steps: [{ title: 'Create the cluster' }],
      readings: [
        { outputs: [{ raw: 1 }], outcome: { state: 'recorded', record: { metrics: { bitsPerSecond: 4e9 } } } },
      ],
    })
  })

  it('calls a reading unread when the process ended before it was recorded', () => {
    expect(fold(sampleTaken(1)).readings).toMatchObject([{ outputs: [{ raw: 1 }], outcome: { state: 'unread' } }])
  })

  it('begins another reading of the same where a resumed run reads it', () => {
    const run = fold(
      sampleTaken(1),
      { type: 'run.resumed', process: { pid: 2, startedAt: 'x' } },
      sampleTaken(2),
      sampleMeasured({ bitsPerSecond: 1 }),
    )
    expect(run.readings).toMatchObject([
      { outputs: [{ raw: 1 }], outcome: { state: 'unread' } },
      { outputs: [{ raw: 2 }], outcome: { state: 'recorded' } },
    ])
  })

  it('puts all outputs until the end into one reading, and those after it into another', () => {
    const { readings } = fold(
      sampleTaken(1, { startedAtMs: 1000, durationMs: 10 }),
      sampleTaken(2, { startedAtMs: 1020, durationMs: 10 }),
      sampleMeasured({ bitsPerSecond: 1 }),
      sampleTaken(3),
    )
    expect(readings.map(({ outputs }) => outputs.map(({ raw }) => raw))).toEqual([[1, 2], [3]])
    expect(readings[0]).toMatchObject({ startedAtMs: 1000, durationMs: 30 })
  })

  it('keeps the output of a reading that failed, and the failure of one that printed nothing', () => {
    const run = fold(
      sampleTaken(1, { exitCode: 1 }),
      sampleFailed(),
      sampleFailed(anError({ code: 'not-ready' }), { round: 2 }),
    )
    expect(run.readings).toMatchObject([
      { outputs: [{ raw: 1 }], outcome: { state: 'failed', error: { code: 'probe-failed' } } },
      { ...aSampleKey({ round: 2 }), outputs: [], outcome: { state: 'failed', error: { code: 'not-ready' } } },
    ])
  })

  it('is running while its process lives, and interrupted once the process is gone', () => {
    const events = stored([runStarted(), sampleTaken(1)])
    expect(foldRun('r', events, () => true)).toMatchObject({ state: 'running' })
    expect(foldRun('r', events, () => true)).not.toHaveProperty('endedAtMs')
    expect(foldRun('r', events, dead)).toMatchObject({ state: 'interrupted', endedAtMs: startMs + 1000 })
  })

  it('asks for the process that resumed the run', () => {
    const resumed: RunEvent = { type: 'run.resumed', process: { pid: 2, startedAt: 'later' } }
    const events = stored([runStarted(), { type: 'run.finished', state: 'cancelled' }, resumed])
    expect(foldRun('r', events, ({ pid }) => pid === 2).state).toBe('running')
  })

  it('keeps the error of a failed run and of a failed variant', () => {
    const run = fold(
      { type: 'variant.failed', variant: 'cilium/native', error: anError({ code: 'not-ready' }) },
      { type: 'run.finished', state: 'failed', error: anError() },
    )
    expect(run.error).toEqual(anError())
    expect(run.variants[1]?.error?.code).toBe('not-ready')
  })

  it('takes back the failure of a variant whose cluster is ready after all', () => {
    const run = fold(
      { type: 'variant.failed', variant: 'flannel/vxlan', error: anError() },
      clusterReady('flannel/vxlan'),
    )
    expect(run.variants[0]).not.toHaveProperty('error')
  })

  it('refuses a record without a beginning', () => {
    expect(() => foldRun('r', [], dead)).toThrow(LabError)
    expect(() => foldRun('r', stored([sampleTaken(1)]), dead)).toThrow('does not begin')
  })

  it('never throws on any prefix of a valid record', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), fc.nat(), fc.boolean(), (events, cut, alive) => {
        const all = stored([runStarted(), ...events.map((event) => eventSchema.parse(event))])
        const prefix = all.slice(0, 1 + (cut % all.length))
        const run = foldRun('r', prefix, () => alive)
        const printed = prefix.flatMap(({ event }) => (event.type === 'reading.printed' ? [event.raw] : []))
        const kept = run.readings.flatMap(({ outputs }) => outputs.map(({ raw }) => raw))
        expect(kept.toSorted()).toEqual(printed.toSorted())
      }),
    )
  })
})

const anyRaw = fc.integer({ min: 1, max: 5 })
const anyKey = fc.record({
  variant: fc.constantFrom('flannel/vxlan', 'cilium/native', 'unheard/of'),
  probe: fc.constantFrom('tcp-throughput', 'another'),
  caseId: fc.constant('1-stream'),
  path: fc.constantFrom(...trafficPaths),
  round: fc.nat(3),
})
const anyMetrics = fc.dictionary(
  fc.constantFrom('throughput', 'retransmits', 'unheardOf'),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const anyEvent: fc.Arbitrary<RunEvent> = fc.oneof(
  fc.constant(runStarted()),
  fc.record({ pid: fc.nat(), startedAt: fc.string() }).map((process): RunEvent => ({ type: 'run.resumed', process })),
  fc.constant(stepFinished()),
  fc.string().map((line): RunEvent => ({ type: 'log', variant: null, line })),
  fc.constantFrom('flannel/vxlan', 'unheard/of').map(clusterReady),
  anyKey.map(({ variant }): RunEvent => ({ type: 'variant.failed', variant, error: anError() })),
  fc.nat(3).map((round): RunEvent => ({ type: 'round.started', round, order: ['flannel/vxlan'] })),
  fc.tuple(anyRaw, anyKey).map(([raw, key]) => sampleTaken(raw, key)),
  fc.tuple(anyKey, anyMetrics).map(([key, metrics]) => sampleMeasured(metrics, key)),
  anyKey.map((key) => sampleFailed(anError(), key)),
  fc.constant<RunEvent>({ type: 'idle.measured', running: 0.3, paused: 0.1 }),
  fc.nat(3).map((round): RunEvent => ({ type: 'look.taken', round, alpha: 0.05, decided: [], open: [] })),
  fc
    .constantFrom('complete' as const, 'cancelled' as const, 'failed' as const)
    .map((state): RunEvent => ({ type: 'run.finished', state })),
)
