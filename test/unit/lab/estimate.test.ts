import { trafficPaths } from '../../../main/experiment/paths.ts'
import { describe, expect, it, vi } from 'vitest'
import { memoryPerCluster } from '../../../main/clusters/kind/costs.ts'
import { estimateRun } from '../../../main/lab/estimate.ts'
import { historyOf } from '../../../main/lab/history.ts'
import type { ExperimentSpec } from '../../../main/experiment/spec.ts'
import { cellsOf } from '../../../main/experiment/cells.ts'
import { recordedProbe } from '../../../main/lab/recorded-probe.ts'
import { measuring as probes } from '../builders/probes.ts'
import { httpLatency } from '../../../main/probes/http-latency/http-latency.ts'
import { tcpThroughput } from '../../../main/probes/tcp-throughput/tcp-throughput.ts'
import type { RunEvent } from '../../../main/store/events.ts'
import { aSampleKey, clusterReady, runStarted, sampleTaken, startMs, stepFinished } from '../builders/run-events.ts'
import { detailsOf } from '../error-details.ts'
import { aStore } from './run-lab.ts'

const aChoice = (change: Partial<ExperimentSpec> = {}): ExperimentSpec => ({
  runtime: 'kind',
  variants: ['flannel/vxlan', 'calico/vxlan', 'cilium/vxlan'],
  probes: probes.map(({ id }) => id),
  paths: [...trafficPaths],
  mode: 'standard',
  keep: false,
  ...change,
})

const partsOf = ({ parts }: ReturnType<typeof estimateRun>) => parts.createMs + parts.probeMs + parts.otherMs

describe('what earlier runs tell', () => {
  it('is read once, until another run has ended', () => {
    using store = aStore()
    const end = (id: string) => {
      store.append(id, { type: 'run.finished', state: 'complete' })
    }
    const first = store.createRun(runStarted())
    end(first)
    const reading = vi.spyOn(store, 'events')
    historyOf(store)
    const once = reading.mock.calls.length
    expect(once).toBeGreaterThan(0)
    historyOf(store)
    expect(reading).toHaveBeenCalledTimes(once)
    const second = store.createRun(runStarted())
    historyOf(store)
    expect(reading).toHaveBeenCalledTimes(once)
    end(second)
    historyOf(store)
    expect(reading.mock.calls.length).toBeGreaterThan(once)
  })
})

describe('the estimate of an experiment', () => {
  it('counts the samples as the experiment does', () => {
    const perTurn = cellsOf(probes, trafficPaths).length
    expect(estimateRun(aChoice({ rounds: 6 }), {}).samples).toBe(perTurn * 3 * 6)
    const [probe] = probes
    const one = aChoice({ probes: [probe?.id ?? ''], paths: [], rounds: 2, variants: ['kindnet'] })
    expect(estimateRun(one, {}).samples).toBe((probe?.cases.length ?? 0) * 2)
  })

  it('leaves out Services where the runtime has none', () => {
    const netns = aChoice({ runtime: 'netns', variants: ['netns/routed'], rounds: 6 })
    const withoutService = cellsOf(
      probes,
      trafficPaths.filter((path) => path !== 'pod-service'),
    ).length
    expect(estimateRun(netns, {}).samples).toBe(withoutService * 6)
  })

  it.each(['quick', 'standard', 'rigorous'] as const)('has parts that add up, in %s mode', (mode) => {
    const estimate = estimateRun(aChoice({ mode, durationS: 7 }), {})
    expect(partsOf(estimate)).toBe(estimate.durationMs)
    expect(estimate.longestMs).toBeGreaterThan(estimate.durationMs)
    expect(estimate.decides).toBe(true)
  })

  it('takes more rounds for smaller differences', () => {
    const most = (['quick', 'standard', 'rigorous'] as const).map(
      (mode) => estimateRun(aChoice({ mode }), {}).rounds[1],
    )
    expect(most).toEqual(most.toSorted((a, b) => a - b))
    expect(new Set(most).size).toBe(3)
  })

  it('is bounded by a time, and says when that is too short to decide anything', () => {
    const { durationMs, parts, ...enough } = estimateRun(aChoice({ budgetMs: 20 * 60_000 }), {})
    expect(enough.decides).toBe(true)
    const short = estimateRun(aChoice({ budgetMs: 60_000 }), {})
    expect(short.decides).toBe(false)
    const aroundRounds = parts.createMs + estimateRun(aChoice({ rounds: 1 }), {}).durationMs
    expect(short.longestMs).toBeLessThan(60_000 + aroundRounds)
  })

  it('takes as long as its rounds when these are given', () => {
    const [some, more] = [2, 4].map((rounds) => estimateRun(aChoice({ mode: 'rigorous', rounds }), {}))
    expect(some?.longestMs).toBe(some?.durationMs)
    expect(more?.parts.probeMs).toBeCloseTo((some?.parts.probeMs ?? 0) * 2, -1)
  })

  it('makes clusters some at a time', () => {
    const createMs = (concurrency: number) => estimateRun(aChoice(), {}, { concurrency }).parts.createMs
    expect(createMs(1)).toBe(3 * createMs(3))
    expect(createMs(2)).toBe(2 * createMs(3))
  })

  it('says what kind clusters need, and that namespaces need next to nothing', () => {
    const kind = estimateRun(aChoice(), {})
    const netns = estimateRun(aChoice({ runtime: 'netns', variants: ['netns/vxlan'] }), {})
    expect(kind.memoryBytes).toBe(3 * memoryPerCluster)
    expect(kind.diskBytes).toBeGreaterThan(0)
    expect(netns.memoryBytes).toBeLessThan(memoryPerCluster / 10)
    expect(netns.diskBytes).toBe(0)
    expect(netns.durationMs).toBeLessThan(kind.durationMs)
  })

  it('is nothing where nothing is chosen, and knows unknown names', async () => {
    expect(estimateRun(aChoice({ variants: [] }), {})).toMatchObject({ samples: 0, durationMs: 0, memoryBytes: 0 })
    const details = await detailsOf(() => Promise.resolve().then(() => estimateRun(aChoice({ probes: ['ping'] }), {})))
    expect(details.code).toBe('unknown-name')
  })
})

describe('a probe’s typical time', () => {
  it('grows with what the probe is made of', () => {
    const at = (durationS: number, requests: number) => tcpThroughput.typicalMs({ durationS, requests })
    expect(at(30, 400) - at(10, 400)).toBe(20_000)
    expect(at(10, 2_000)).toBe(at(10, 400))
    expect(httpLatency.typicalMs({ durationS: 9, requests: 1_000 })).toBeLessThan(5_000)
  })
})

describe('what earlier runs tell', () => {
  const intensity = { durationS: 10, requests: 1_000 }
  const at = (seconds: number) => startMs + seconds * 1_000

  /** A cluster in 50 + 30 s, two turns with 4 s around each, samples of 12 s, and 9 s at the end. */
  const aRecord = (change: Partial<Parameters<typeof runStarted>[0]> = {}, reused = false): RunEvent[] => {
    const started = runStarted({ probes: probes.map(recordedProbe), ...change })
    return [
      { ...started, spec: { ...started.spec, ...change.spec, intensity } },
      stepFinished({ startedAtMs: at(0), durationMs: 50_000 }),
      stepFinished({ kind: 'wait', startedAtMs: at(50), durationMs: 30_000 }),
      { ...clusterReady('flannel/vxlan'), reused },
      { type: 'round.started', round: 1, order: ['flannel/vxlan'] },
      sampleTaken(1, { startedAtMs: at(80), durationMs: 12_000 }),
      { type: 'round.started', round: 2, order: ['flannel/vxlan'] },
      stepFinished({ kind: 'pause', startedAtMs: at(95), durationMs: 2_000 }),
      stepFinished({ kind: 'wait', startedAtMs: at(97), durationMs: 6_000 }),
      sampleTaken(2, { ...aSampleKey({ round: 2 }), startedAtMs: at(103), durationMs: 12_000 }),
      stepFinished({ kind: 'delete', startedAtMs: at(116), durationMs: 9_000 }),
      { type: 'run.finished', state: 'complete' },
    ]
  }

  function aStoreOf(...records: readonly RunEvent[][]) {
    const store = aStore()
    records.forEach((events, index) => {
      const last = events.length - 1
      const stored = events.map((event, n) => ({ sequence: n + 1, atMs: n === last ? at(125) : at(0) + index, event }))
      store.importRun(`20261123-19130${String(index)}-k3f9`, stored, new Map())
    })
    return store
  }

  it('is how long things took', () => {
    const { kind, netns } = historyOf(aStoreOf(aRecord()))
    expect(netns).toBeUndefined()
    expect(kind).toMatchObject({ createMs: 80_000, turnMs: 4_000, endMs: 9_000 })
    const typical = tcpThroughput.typicalMs(intensity)
    expect([...(kind?.probeFactors ?? [])]).toEqual([['tcp-throughput', 12_000 / typical]])
  })

  it('goes into the estimate', () => {
    const history = historyOf(aStoreOf(aRecord()))
    const choice = aChoice({
      probes: ['tcp-throughput'],
      paths: [],
      rounds: 1,
      durationS: 10,
      variants: ['kindnet', 'flannel/vxlan'],
    })
    const estimate = estimateRun(choice, history)
    const cases = tcpThroughput.cases.length
    expect(estimate).toMatchObject({ basis: 'earlier runs on this machine', samples: 2 * cases })
    expect(estimate.parts).toEqual({ createMs: 80_000, probeMs: 2 * cases * 12_000, otherMs: 2 * 4_000 + 9_000 })
    expect(estimateRun(aChoice({ runtime: 'netns', variants: [] }), history).basis).toBe('typical times')
  })

  it('is not told by runs that did not end well, or made no cluster', () => {
    const cancelled: RunEvent[] = [...aRecord().slice(0, -1), { type: 'run.finished', state: 'cancelled' }]
    expect(historyOf(aStoreOf(cancelled, aRecord({}, true)))).toEqual({})
  })

  it('is the middle of the last five runs', () => {
    const slow = aRecord().map((event) =>
      event.type === 'step.finished' && event.kind === 'create' ? { ...event, durationMs: 500_000 } : event,
    )
    const normal = () => aRecord()
    expect(
      historyOf(aStoreOf(slow, slow, slow, slow, normal(), normal(), slow, normal(), normal())).kind?.createMs,
    ).toBe(80_000)
  })
})
