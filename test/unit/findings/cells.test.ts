import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveFindings } from '../../../main/findings/derive-findings.ts'
import type { Cell } from '../../../main/findings/findings.ts'
import type { Sample } from '../../../main/findings/samples.ts'
import type { RunRecord } from '../../../main/store/run-record.ts'
import { aRun, aSample, throughputs } from './build-run.ts'

const cellOf = (run: RunRecord, wanted: Partial<Cell>): Cell | undefined =>
  deriveFindings(run).cells.find((cell) =>
    Object.entries(wanted).every(([key, value]) => cell[key as keyof Cell] === value),
  )

const routed = { variant: 'netns/routed', path: 'pod-pod/cross-node', metric: 'throughput' } as const
const six = [10, 11, 12, 13, 14, 15]

describe('a cell', () => {
  it('has one value per round, in the order of rounds, whatever the order of the samples', () => {
    const samples = throughputs('netns/routed', six)
    expect(cellOf(aRun({ samples: samples.toReversed() }), routed)?.absolute.values).toEqual(six)
    expect(cellOf(aRun({ samples }), routed)?.absolute).toMatchObject({ median: 12.5, interval: { low: 10, high: 15 } })
  })

  it('does not exist where nothing was measured', () => {
    expect(deriveFindings(aRun()).cells).toEqual([])
    expect(deriveFindings(aRun({ samples: [aSample({ state: 'failed' })] })).cells).toEqual([])
  })

  it('is there for the baseline of a run that did not name it: it is always measured', () => {
    const samples = throughputs('netns/routed', six, 'host-host')
    const run = aRun({ samples, spec: { paths: ['pod-pod/cross-node'] } })
    expect(cellOf(run, { ...routed, path: 'host-host' })?.absolute.median).toBe(12.5)
  })

  it('is relative to the baseline of the same round', () => {
    const samples = [
      ...throughputs('netns/routed', [80, 45, 120]),
      ...throughputs('netns/routed', [100, 50, 200], 'host-host'),
      ...throughputs('netns/vxlan', [1, 1, 1], 'host-host'),
    ]
    const cell = cellOf(aRun({ samples }), routed)
    expect(cell?.toBaseline?.values).toEqual([0.8, 0.9, 0.6])
    expect(cell?.toBaseline?.median).toBeCloseTo(0.8, 12)
  })

  it('has no ratio for rounds without a baseline, with a baseline of zero, or on the baseline itself', () => {
    const samples = [
      ...throughputs('netns/routed', [80, 45, 120]),
      ...throughputs('netns/routed', [0, 50], 'host-host'),
    ]
    expect(cellOf(aRun({ samples }), routed)?.toBaseline?.values).toEqual([0.9])
    expect(cellOf(aRun({ samples }), { ...routed, path: 'host-host' })?.toBaseline).toBeUndefined()
  })

  it('leaves out what is not a number', () => {
    const samples = throughputs('netns/routed', [10, NaN, Infinity, 12])
    expect(cellOf(aRun({ samples }), routed)?.absolute.values).toEqual([10, 12])
  })

  it('counts a round that was measured twice with its last output', () => {
    const samples = [aSample({ raw: 9, metrics: { throughput: 2 } }), aSample({ raw: 3, metrics: { throughput: 1 } })]
    expect(cellOf(aRun({ samples }), routed)?.absolute.values).toEqual([2])
  })

  it('pools every value of every sample, and has no p99 below a thousand', () => {
    const values = Array.from({ length: 500 }, (_, index) => index + 1)
    const sampleOf = (round: number, by: number) =>
      aSample({
        probe: 'http-latency',
        caseId: 'kept-alive',
        round,
        metrics: { totalMs: by },
        distributions: { totalMs: values.map((value) => value + by) },
      })
    const wanted = { ...routed, probe: 'http-latency', metric: 'totalMs' }
    expect(cellOf(aRun({ samples: [sampleOf(1, 0)] }), wanted)?.pooled).toEqual({ count: 500, p50: 250.5, p90: 450.1 })
    const both = cellOf(aRun({ samples: [sampleOf(1, 0), sampleOf(2, 500)] }), wanted)?.pooled
    expect(both).toEqual({ count: 1000, p50: 500.5, p90: 900.1, p99: 990.01 })
  })
})

describe('the flags of a cell', () => {
  const flags = (options: Parameters<typeof aRun>[0]) => cellOf(aRun(options), routed)?.flags

  it('are none for six steady rounds', () => {
    expect(flags({ samples: throughputs('netns/routed', [10, 10.1, 10.2, 10.1, 10, 10.2]) })).toEqual([])
  })

  it('say few rounds below six, whatever the mode', () => {
    expect(flags({ samples: throughputs('netns/routed', [10, 10, 10, 10, 10]) })).toEqual(['few-rounds'])
    const samples = throughputs('netns/routed', [10, 10, 10, 10, 10, 10])
    expect(flags({ samples, spec: { mode: 'quick' } })).toEqual([])
  })

  it('say drifting and outliers, and keep every round', () => {
    const drifting = throughputs('netns/routed', [10, 10.1, 10.2, 10.3, 10.4, 10.5, 10.6])
    expect(flags({ samples: drifting })).toEqual(['drifting'])
    const outlying = throughputs('netns/routed', [10, 10.1, 9.9, 10.2, 9.8, 11.5])
    expect(flags({ samples: outlying })).toEqual(['outliers'])
  })

  it('say unstable above a variation of 10 %', () => {
    expect(flags({ samples: throughputs('netns/routed', [10, 14, 10, 14, 10, 14]) })).toEqual(['unstable'])
  })

  it('say CPU-limited when most samples were, by the program’s word or a full machine', () => {
    const withLimits = (limits: readonly boolean[], machineBusy: number) =>
      limits.map((cpuLimited, index) => aSample({ round: index + 1, cpuLimited, machineBusy }))
    expect(flags({ samples: withLimits([true, true, true, false, false, false], 0.5) })).toEqual([])
    expect(flags({ samples: withLimits([true, true, true, true, false, false], 0.5) })).toEqual(['cpu-limited'])
    expect(flags({ samples: withLimits([false, false, false, false, false, false], 0.95) })).toEqual(['cpu-limited'])
  })

  it('say incomplete when a sample failed or could not even start', () => {
    const samples = throughputs('netns/routed', [10, 10, 10, 10, 10, 10])
    expect(flags({ samples: [...samples, aSample({ round: 7, state: 'failed' })] })).toEqual(['incomplete'])
    const { variant, probe, caseId, path, round } = aSample({ round: 7 })
    const failure = { variant, probe, caseId, path, round, error: { code: 'timed-out', title: 'T', message: 'M' } }
    expect(flags({ samples, failures: [failure] })).toEqual(['incomplete'])
  })
})

describe('findings', () => {
  const metricValue = fc.oneof(
    fc.double({ min: -1e300, max: 1e300 }),
    fc.constantFrom(0, 1, -1, 5e-324, NaN, Infinity, -Infinity),
  )
  const anySample = fc
    .record({
      variant: fc.constantFrom('netns/routed', 'netns/vxlan', 'netns/third', 'netns/unknown'),
      path: fc.constantFrom('host-host' as const, 'pod-pod/cross-node' as const),
      round: fc.nat(12),
      throughput: metricValue,
      state: fc.option(fc.constantFrom('failed' as const, 'unread' as const), { freq: 8, nil: null }),
      startedAtMs: fc.nat(100_000),
      durationMs: fc.nat(20_000),
    })
    .map(({ throughput, state, ...rest }) => aSample({ ...rest, metrics: { throughput }, ...(state && { state }) }))
  const anySamples = fc.array(anySample, { maxLength: 60 })
  const runOf = (samples: readonly Sample[]) =>
    aRun({ samples, variants: ['netns/routed', 'netns/vxlan', 'netns/third'] })

  it('do not depend on the order of the samples', () => {
    fc.assert(
      fc.property(
        anySamples.chain((samples) =>
          fc.tuple(fc.constant(samples), fc.shuffledSubarray(samples, { minLength: samples.length })),
        ),
        ([samples, shuffled]) => {
          expect(deriveFindings(runOf(shuffled))).toEqual(deriveFindings(runOf(samples)))
        },
      ),
    )
  })

  it('hold only finite numbers, whatever was measured', () => {
    fc.assert(
      fc.property(anySamples, (samples) => {
        JSON.stringify(deriveFindings(runOf(samples)), (_, value: unknown) => {
          if (typeof value === 'number') expect(value).toSatisfy(Number.isFinite)
          return value
        })
      }),
    )
  })
})
