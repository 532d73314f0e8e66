import { describe, expect, it, vi } from 'vitest'
import { eventLine } from '../../../../main/lab/event-line.ts'
import { jsonProgress } from '../../../../main/cli/progress/observer-for.ts'
import { Screen } from '../../../../main/cli/progress/live-progress.ts'
import { plainProgress } from '../../../../main/cli/progress/observer-for.ts'
import type { RunEvent } from '../../../../main/store/events.ts'
import {
  aLatencyProbe,
  anError,
  aThroughputProbe,
  clusterReady,
  runStarted,
  sampleFailed,
  sampleMeasured,
  sampleTaken,
  stepFinished,
} from '../../builders/run-events.ts'

/** Typed, unlike vitest's own. */
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern)

const resumed: RunEvent = { type: 'run.resumed', process: { pid: 1, startedAt: 'a' } }
const round: RunEvent = { type: 'round.started', round: 1, order: ['cilium/native', 'flannel/vxlan'] }
const failedSample = sampleFailed(anError({ message: 'refused' }))
const everything: readonly RunEvent[] = [
  runStarted(),
  resumed,
  stepFinished(),
  stepFinished({ title: 'Pausing', kind: 'pause' }),
  { type: 'log', variant: null, line: 'kind says something' },
  clusterReady('flannel/vxlan'),
  { type: 'variant.failed', variant: 'cilium/native', error: anError({ title: 'Cannot create it', message: 'no.' }) },
  round,
  sampleTaken(1),
  failedSample,
  sampleMeasured({ bitsPerSecond: 1 }),
  { type: 'idle.measured', running: 0.341, paused: 0.06 },
  { type: 'run.finished', state: 'complete' },
]

describe('an event as a line', () => {
  it('says what a person follows, and leaves out what is too fine', () => {
    expect(everything.map(eventLine)).toEqual([
      'standard run of flannel/vxlan, cilium/native on kind: 6 rounds, seed 42',
      'run resumed',
      'flannel/vxlan  ✓ Create the cluster  31.0 s',
      undefined,
      undefined,
      'flannel/vxlan  ready as cnilab-flannel-vxlan',
      'cilium/native  ✗ excluded from the rest of the run: Cannot create it: no.',
      'round 1: cilium/native, flannel/vxlan',
      'flannel/vxlan  tcp-throughput 1-stream, pod-pod/cross-node  10.4 s',
      'flannel/vxlan  ✗ tcp-throughput 1-stream, pod-pod/cross-node: refused',
      undefined,
      'idle load: 34 % with all clusters running, 6 % with the others paused',
      'complete',
    ])
  })

  it('says that a step failed, also one that is left out otherwise', () => {
    const failed = stepFinished({ variant: null, title: 'Pausing', kind: 'pause', error: anError({ message: 'no.' }) })
    expect(eventLine(failed)).toBe('lab  ✗ Pausing: no.  31.0 s')
  })
})

describe('plain progress', () => {
  it('is one line an event, with its time', () => {
    const lines: string[] = []
    const progress = plainProgress((line) => lines.push(line))
    for (const event of everything) progress.event(event)
    expect(lines).toHaveLength(10)
    for (const line of lines) expect(line).toMatch(/^\d\d:\d\d:\d\d {2}\S/)
  })
})

describe('JSON progress', () => {
  it('is every event as a line that reads back as it', () => {
    const lines: string[] = []
    const progress = jsonProgress((line) => lines.push(line))
    for (const event of everything) progress.event(event)
    progress.stepBegun('kindnet', 'Preparing nodes', 'create')
    const parsed = lines.map((line) => JSON.parse(line) as { at: string; type: string })
    expect(parsed.slice(0, -1)).toEqual(everything.map((event) => ({ at: matching(/Z$/), ...event })))
    expect(parsed.at(-1)).toMatchObject({ type: 'step.begun', variant: 'kindnet', title: 'Preparing nodes' })
    for (const { at } of parsed) expect(new Date(at).toISOString()).toBe(at)
    expect(lines.every((line) => !line.includes('\n'))).toBe(true)
  })
})

describe('the live screen', () => {
  it('has a line a cluster with what goes on there, and since when', () => {
    const screen = new Screen()
    screen.begin('flannel/vxlan', 'Create the cluster', 1_000)
    screen.begin('kindnet', 'Loading images', 3_000)
    expect(screen.lines(4_000).map((line) => line.slice(2))).toEqual([
      'flannel/vxlan  Create the cluster  3.0 s',
      'kindnet        Loading images  1.0 s',
    ])
    expect(screen.see(stepFinished())).toBeUndefined()
    expect(screen.lines(4_000)).toHaveLength(1)
  })

  it('leaves above what a person must not miss', () => {
    const screen = new Screen()
    expect(everything.map((event) => screen.see(event)).filter((line) => line !== undefined)).toEqual(
      [0, 1, 5, 6, 9, 11, 12].map((index) => everything[index]).flatMap((event) => (event && eventLine(event)) ?? []),
    )
    expect(screen.see(stepFinished({ error: anError({ message: 'no space left' }) }))).toContain('no space left')
  })

  it('counts samples of those that will be, baseline included', () => {
    const screen = new Screen()
    const { spec } = runStarted()
    screen.see(
      runStarted({
        spec: { ...spec, rounds: 3, paths: ['pod-pod/cross-node'] },
        probes: [aThroughputProbe(), aLatencyProbe()],
      }),
    )
    screen.see(round)
    screen.see(sampleMeasured({ bitsPerSecond: 1 }))
    // Two variants, two paths, two cases, three rounds.
    expect(screen.lines(0).at(-1)).toBe('round 1, 1 of 24 samples')
  })

  it('counts the paths that the run was made for', () => {
    const screen = new Screen()
    const { spec } = runStarted()
    const paths = spec.paths.filter((path) => path !== 'pod-service')
    screen.see(runStarted({ spec: { ...spec, paths, rounds: 1 } }))
    screen.see(round)
    expect(screen.lines(0).at(-1)).toBe('round 1, 0 of 6 samples')
  })

  it('counts without a goal in a run that goes on', () => {
    const screen = new Screen()
    screen.see(resumed)
    screen.see(round)
    expect(screen.lines(0).at(-1)).toBe('round 1, 0 samples')
  })

  it('is still while nothing runs', () => {
    expect(new Screen().lines(vi.getRealSystemTime())).toEqual([])
  })
})
