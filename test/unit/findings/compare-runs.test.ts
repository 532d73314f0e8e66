import { describe, expect, it } from 'vitest'
import { compareRuns, type ComparedRun, type RunDifference } from '../../../main/findings/compare-runs.ts'
import { deriveFindings } from '../../../main/findings/derive-findings.ts'
import type { RunRecord } from '../../../main/store/run-record.ts'
import { comparisonSummary, conditionRow } from '../../../main/words/en/run-comparison.ts'
import { aRun, aSample, throughputs, type RunOptions } from './build-run.ts'

const withFindings = (run: RunRecord): ComparedRun => ({ run, findings: deriveFindings(run) })

/** Values near `bitsPerSecond`, a few percent apart, over a baseline near 10 Gbit/s. */
const around = (bitsPerSecond: number, rounds = 6) =>
  Array.from({ length: rounds }, (_, round) => bitsPerSecond * (1 + ((round % 3) - 1) * 0.01))

interface Throughput {
  readonly value: number
  readonly baseline?: number
  readonly rounds?: number
}

const aRunOf = (id: string, byVariant: Readonly<Record<string, Throughput>>, options: RunOptions = {}) =>
  withFindings(
    aRun({
      id,
      variants: Object.keys(byVariant),
      samples: Object.entries(byVariant).flatMap(([variant, { value, baseline, rounds }]) => [
        ...throughputs(variant, around(value, rounds)),
        ...(baseline === undefined ? [] : throughputs(variant, around(baseline, rounds), 'host-host')),
      ]),
      ...options,
    }),
  )

const verdicts = (differences: readonly RunDifference[]) =>
  differences.map((each) => [each.variant, each.path, each.verdict, each.verdict === 'changed' ? each.direction : ''])

describe('comparing two runs', () => {
  it('calls a change only what the exact test tells apart, and says which way', () => {
    const a = aRunOf('a', { 'netns/routed': { value: 5e9 }, 'netns/vxlan': { value: 3e9 } })
    const b = aRunOf('b', { 'netns/routed': { value: 5.02e9 }, 'netns/vxlan': { value: 4e9 } })
    const { differences, ...rest } = compareRuns(a, b)
    const summary = comparisonSummary(rest)
    expect(verdicts(differences)).toEqual([
      ['netns/routed', 'pod-pod/cross-node', 'equal', ''],
      ['netns/vxlan', 'pod-pod/cross-node', 'changed', 'better'],
    ])
    expect(summary).toBe('1 of 2 measurements changed: netns/vxlan better in 1.')
    expect(verdicts(compareRuns(b, a).differences)[1]?.[3]).toBe('worse')
  })

  it('says first that nothing changed, and claims nothing more', () => {
    const a = aRunOf('a', { 'netns/vxlan': { value: 3e9 } })
    const b = aRunOf('b', { 'netns/vxlan': { value: 3.01e9 } })
    expect(comparisonSummary(compareRuns(a, b))).toBe('No change is shown between a and b in 1 measurement.')
  })

  it('takes the shift between all rounds of both, not whether intervals overlap', () => {
    const touching = (id: string, values: readonly number[]) =>
      withFindings(aRun({ id, variants: ['netns/vxlan'], samples: throughputs('netns/vxlan', values) }))
    const a = touching('a', [1e9, 1.1e9, 1.2e9, 1.3e9, 1.4e9, 1.5e9])
    const b = touching('b', [1.45e9, 1.6e9, 1.7e9, 1.8e9, 1.9e9, 2e9])
    expect(compareRuns(a, b).differences[0]).toMatchObject({
      ...{ verdict: 'changed', direction: 'better' },
      change: { interval: { method: 'rank-sum' } },
    })
    const c = touching('c', [1.05e9, 1.15e9, 1.2e9, 1.25e9, 1.45e9, 1.6e9])
    expect(compareRuns(a, c).differences[0]?.verdict).toBe('undecided')
  })

  it('compares ratios to the baseline, so that another machine speed is no change', () => {
    const a = aRunOf('a', { 'netns/vxlan': { value: 3e9, baseline: 10e9 } })
    const b = aRunOf('b', { 'netns/vxlan': { value: 6e9, baseline: 20e9 } })
    const { differences, ...rest } = compareRuns(a, b)
    const summary = comparisonSummary(rest)
    expect(differences.map(({ path, scale, verdict }) => [path, scale, verdict])).toEqual([
      ['host-host', 'absolute', 'changed'],
      ['pod-pod/cross-node', 'ratio', 'equal'],
    ])
    expect(differences[1]?.a?.median).toBeCloseTo(0.3)
    expect(summary).toBe(
      'No change is shown between a and b in 1 measurement; the host-host baselines changed, too, so that something besides the CNI differs.',
    )
  })

  it('falls back to absolute values where one run has no baseline', () => {
    const a = aRunOf('a', { 'netns/vxlan': { value: 3e9, baseline: 10e9 } })
    const b = aRunOf('b', { 'netns/vxlan': { value: 3e9 } })
    const ofPath = compareRuns(a, b).differences.find(({ path }) => path !== 'host-host')
    expect(ofPath).toMatchObject({ scale: 'absolute', verdict: 'equal', unit: 'bit/s', better: 'higher' })
  })

  it('does not compare what only one run has, or has too few rounds for an interval', () => {
    const a = aRunOf('a', { 'netns/routed': { value: 5e9 }, 'netns/vxlan': { value: 1e9, rounds: 1 } })
    const b = aRunOf('b', { 'netns/vxlan': { value: 4e9 } })
    const { differences, ...rest } = compareRuns(a, b)
    const summary = comparisonSummary(rest)
    expect(verdicts(differences).map(([variant, , verdict]) => [variant, verdict])).toEqual([
      ['netns/routed', 'not-compared'],
      ['netns/vxlan', 'not-compared'],
    ])
    expect(differences[0]?.b).toBeUndefined()
    expect(summary).toBe('Nothing can be compared between a and b: it takes six rounds of both.')
    const other = aRunOf('c', { 'netns/other': { value: 1e9 } })
    expect(comparisonSummary(compareRuns(b, other))).toContain('they have no measurement in common')
  })

  it('compares nothing below six rounds', () => {
    const a = aRunOf('a', { 'netns/vxlan': { value: 3e9, rounds: 3 } })
    const b = aRunOf('b', { 'netns/vxlan': { value: 4e9, rounds: 3 } })
    expect(comparisonSummary(compareRuns(a, b))).toContain('it takes six rounds of both')
  })

  it('knows that a shorter time is better', () => {
    const latencies = (id: string, ms: number) =>
      withFindings(
        aRun({
          id,
          variants: ['netns/vxlan'],
          samples: around(ms).map((totalMs, index) =>
            aSample({
              variant: 'netns/vxlan',
              probe: 'http-latency',
              caseId: 'kept-alive',
              round: index + 1,
              metrics: { totalMs, connectMs: totalMs },
            }),
          ),
        }),
      )
    const { differences } = compareRuns(latencies('a', 0.4), latencies('b', 0.2))
    expect(differences).toHaveLength(1)
    expect(differences[0]).toMatchObject({ metric: 'totalMs', verdict: 'changed', direction: 'better' })
  })
})

describe('the conditions of two runs', () => {
  const of = (a: RunOptions, b: RunOptions) =>
    compareRuns(withFindings(aRun({ id: 'a', ...a })), withFindings(aRun({ id: 'b', ...b }))).conditions.map(
      conditionRow,
    )

  it('are told only where they differ', () => {
    expect(of({}, {})).toEqual([])
  })

  it('are the IP family, which runs of IPv4 alone may leave untold', () => {
    expect(of({ spec: { ipFamily: 'ipv4' } }, {})).toEqual([])
    expect(of({ spec: { ipFamily: 'dual' } }, {})).toEqual([{ what: 'IP family', a: 'dual-stack', b: 'IPv4' }])
  })

  it('are the mode, the machine, its programs and the variants', () => {
    const a: RunOptions = { environment: { kernel: '6.1', governor: 'performance' } }
    const b: RunOptions = {
      spec: { mode: 'quick', rounds: 3, maxRounds: 3, runtime: 'kind' },
      environment: { kernel: '6.12', cpuModel: 'Another CPU', tools: { iperf3: 'iperf 3.16' } },
      variants: ['netns/vxlan'],
    }
    expect(of(a, b)).toEqual([
      { what: 'runtime', a: 'netns', b: 'kind' },
      { what: 'mode', a: 'standard', b: 'quick' },
      { what: 'rounds', a: '6', b: '3' },
      { what: 'variants', a: 'netns/routed, netns/vxlan', b: 'netns/vxlan' },
      { what: 'CPU', a: 'A CPU, 2 cores', b: 'Another CPU, 2 cores' },
      { what: 'kernel', a: '6.1 (x64)', b: '6.12 (x64)' },
      { what: 'CPU governor', a: 'performance', b: '—' },
      { what: 'iperf3', a: 'iperf 3.18', b: 'iperf 3.16' },
    ])
  })

  it('are what was installed in the variants that both have', () => {
    const installed = (version: string): RunRecord => {
      const run = aRun({ id: version })
      const cluster = {
        cluster: 'c',
        reused: false,
        nodes: [],
        installed: {
          cniVersion: version,
          kubernetes: 'v1.36.4',
          images: { 'cni:1': `sha256:${version.repeat(64)}` },
          sources: [],
        },
      }
      return { ...run, variants: run.variants.map((variant) => ({ ...variant, cluster })) }
    }
    const { conditions } = compareRuns(withFindings(installed('1')), withFindings(installed('2')))
    expect(conditions.map(conditionRow).filter(({ what }) => what.startsWith('netns/vxlan'))).toEqual([
      { what: 'netns/vxlan: version', a: '1', b: '2' },
      { what: 'netns/vxlan: cni:1', a: 'sha256:111111111111…', b: 'sha256:222222222222…' },
    ])
  })
})
