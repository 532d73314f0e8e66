import { describe, expect, it } from 'vitest'
import { deriveFindings } from '../../../../main/findings/derive-findings.ts'
import type { RunRecord } from '../../../../main/store/run-record.ts'
import { caveatText } from '../../../../main/words/en/caveats.ts'
import { aRun, aSample, throughputs, type RunOptions } from '../../findings/build-run.ts'

const textOf = (run: RunRecord) => deriveFindings(run).caveats.map(caveatText).join('\n')
const caveats = (options: RunOptions) => textOf(aRun(options))
const steady = [100, 101, 102, 100, 101, 102]

describe('the caveats', () => {
  it('say of every run here that all nodes share one kernel', () => {
    expect(caveats({ spec: { runtime: 'kind' } })).toContain('share one kernel')
    expect(caveats({})).toContain('without a CNI')
  })

  it('are short for a run without trouble', () => {
    expect(deriveFindings(aRun({ samples: throughputs('netns/routed', steady) })).caveats).toHaveLength(2)
  })

  it('count values of too few rounds', () => {
    expect(caveats({ samples: throughputs('netns/routed', [1, 1]) })).toContain(
      '1 of 1 compared values have fewer than 6 rounds',
    )
  })

  it('name cells whose limit was the CPU, and unstable ones', () => {
    const limited = steady.map((throughput, index) =>
      aSample({ round: index + 1, metrics: { throughput }, cpuLimited: true }),
    )
    expect(caveats({ samples: limited })).toContain('(tcp-throughput pod-pod cross-node)')
    expect(caveats({ samples: limited })).toContain('The CPU was the limit')
    expect(caveats({ samples: throughputs('netns/routed', [10, 20, 10, 20, 10, 20]) })).toContain(
      'vary by more than 10 %',
    )
  })

  it.each([
    ['iperf 3.12 (cJSON 1.7.15)', true],
    ['iperf 3.9', true],
    ['iperf 3.16 (cJSON 1.7.15)', false],
    ['iperf 3.21', false],
  ])('know whether %s is single-threaded', (iperf3, isSingleThreaded) => {
    expect(caveats({ samples: [aSample()], environment: { tools: { iperf3 } } }).includes('one thread')).toBe(
      isSingleThreaded,
    )
  })

  it('name cells that drift, and rounds that lie far from the others', () => {
    expect(caveats({ samples: throughputs('netns/routed', [100, 101, 102, 103, 104, 105, 106]) })).toContain(
      'rise or fall',
    )
    expect(caveats({ samples: throughputs('netns/routed', [...steady, 150]) })).toContain('far from the others')
  })

  it('say what failed', () => {
    const run = aRun({ samples: [aSample({ state: 'failed' }), aSample({ round: 2, state: 'unread' })] })
    const [first, ...others] = run.variants
    if (!first) throw new Error('a run has variants')
    const error = { code: 'not-ready', title: 'T', message: 'The nodes never became ready.' }
    const text = textOf({ ...run, variants: [{ ...first, error }, ...others] })
    expect(text).toContain(
      'netns/routed failed and was excluded from the rest of the run: The nodes never became ready.',
    )
    expect(text).toContain('1 probe execution failed')
    expect(text).toContain('1 output could not be read')
  })

  it.each(['interrupted', 'cancelled', 'failed', 'running'] as const)('say that a run is %s', (state) => {
    expect(deriveFindings(aRun({ state })).caveats).toHaveLength(3)
  })

  it('name a governor that is not performance', () => {
    expect(caveats({ environment: { governor: 'powersave' } })).toContain('governor is powersave')
    expect(caveats({ environment: { governor: 'performance' } })).not.toContain('governor')
  })

  it('tell of a machine that was busy before', () => {
    expect(caveats({ idle: { running: 0.34, paused: 0.2 } })).toContain('20 % of the CPU was busy')
    expect(caveats({ idle: { running: 0.34, paused: 0.06 } })).not.toContain('was busy')
  })

  it('warn when the baselines themselves differ', () => {
    const samples = [
      ...throughputs('netns/routed', steady, 'host-host'),
      ...throughputs('netns/vxlan', [90, 91, 92, 91, 92, 93], 'host-host'),
    ]
    expect(caveats({ samples })).toContain('baselines differ between netns/routed and netns/vxlan')
  })
})
