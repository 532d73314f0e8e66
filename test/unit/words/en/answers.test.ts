import { describe, expect, it } from 'vitest'
import { deriveFindings } from '../../../../main/findings/derive-findings.ts'
import { answerSentence } from '../../../../main/words/en/answers.ts'
import { aRun, aSample, throughputs, type RunOptions } from '../../findings/build-run.ts'

const [a, b, c, d] = ['netns/routed', 'netns/vxlan', 'calico/vxlan', 'cilium/vxlan']
const times = (values: readonly number[], factor: number) => values.map((value) => value * factor)
const steady = [1e9, 1.01e9, 1.02e9, 1e9, 1.01e9, 1.02e9]
const wobbly = [0.95e9, 1.05e9, 1.02e9, 0.97e9, 1.06e9, 1e9]

const sentences = (options: RunOptions) => {
  const run = aRun(options)
  const { answers, cells } = deriveFindings(run)
  return answers.map((answer) => answerSentence(answer, { probes: run.probes, cells }))
}

describe('an answer', () => {
  it('names who carries more, by how much, and where', () => {
    const samples = [...throughputs(b, steady), ...throughputs(a, times(steady, 1.18))]
    expect(sentences({ samples })).toEqual([
      'netns/routed carries 1.18× (1.18–1.18) the throughput of netns/vxlan on pod-pod cross-node, one stream.',
    ])
  })

  it('says in so many words that two are not distinguishable', () => {
    const samples = [...throughputs(a, steady), ...throughputs(b, wobbly)]
    expect(sentences({ samples })[0]).toMatch(
      /^netns\/\w+ and netns\/\w+ are not distinguishable in throughput on pod-pod cross-node, one stream: 1\.\d+× \(0\.\d+–1\.\d+\)\.$/,
    )
  })

  it('is indicative and no ranking in quick mode', () => {
    const samples = [...throughputs(a, times(steady, 1.18)), ...throughputs(b, steady)]
    expect(sentences({ samples, spec: { mode: 'quick' } })).toEqual([
      'netns/routed carries 1.18× (1.18–1.18) the throughput of netns/vxlan on pod-pod cross-node, one stream: indicative, no ranking.',
    ])
  })

  it('groups many variants around the leader', () => {
    const samples = [
      ...throughputs(a, times(steady, 0.8)),
      ...throughputs(b, steady),
      ...throughputs(c, wobbly),
      ...throughputs(d, times(steady, 0.9)),
    ]
    expect(sentences({ samples, variants: [a, b, c, d] })).toEqual([
      'netns/vxlan is ahead of cilium/vxlan and netns/routed in throughput on pod-pod cross-node, one stream; relative to it cilium/vxlan 0.90× (0.90–0.90) and netns/routed 0.80× (0.80–0.80); not distinguishable from it: calico/vxlan.',
    ])
    expect(sentences({ samples, variants: [a, b, c, d], spec: { mode: 'quick' } })[0]).toMatch(
      /^Indicative, no ranking: /,
    )
  })

  it('lists many that are not distinguishable', () => {
    const samples = [...throughputs(a, wobbly), ...throughputs(b, wobbly.toReversed()), ...throughputs(c, steady)]
    expect(sentences({ samples, variants: [a, b, c] })[0]).toMatch(
      /^\S+, \S+ and \S+ are not distinguishable in throughput on pod-pod cross-node, one stream\.$/,
    )
  })

  it('tells one variant alone by its value and its baseline', () => {
    const samples = [...throughputs(a, steady), ...throughputs(a, times(steady, 2), 'host-host')]
    expect(sentences({ samples, variants: [a] })).toEqual([
      'netns/routed carries 2.02 Gbit/s on host-host, the baseline, one stream.',
      'netns/routed carries 1.01 Gbit/s on pod-pod cross-node, one stream: 0.50× (0.50–0.50) the host-host baseline.',
    ])
  })

  it('takes less time as better', () => {
    const samples = [a, b].flatMap((variant, index) =>
      [1, 2, 3, 4, 5, 6].map((round) =>
        aSample({
          variant,
          probe: 'http-latency',
          caseId: 'new-connection',
          round,
          metrics: { totalMs: (0.1 + round / 1000) * (index + 1) },
        }),
      ),
    )
    expect(sentences({ samples })).toEqual([
      'netns/routed takes 0.50× (0.50–0.50) the time (whole request, median) of netns/vxlan on pod-pod cross-node, new connection for each request.',
    ])
  })

  it('names variants without a measurement', () => {
    expect(sentences({ samples: throughputs(a, steady) })[0]).toMatch(/ No measurement of netns\/vxlan\.$/)
  })

  it('says when two variants have no round in common', () => {
    const samples = [...throughputs(a, steady), aSample({ variant: b, round: 9 })]
    expect(sentences({ samples })[0]).toContain('have no round in common')
  })

  it('takes one round in common for no tie', () => {
    const one = [...throughputs(a, steady), ...throughputs(b, [1e9])]
    expect(sentences({ samples: one })[0]).toMatch(
      /^netns\/\w+ and netns\/\w+ have one round in common, too few to compare/,
    )
    const many = sentences({ samples: [...one, ...throughputs(c, steady)], variants: [a, b, c] })[0]
    expect(many).toContain('not distinguishable')
    expect(many).toContain(`not compared with it: ${b}`)
  })

  it('does not show a bound that excludes 1 as 1.00', () => {
    const samples = [
      ...throughputs(
        a,
        steady.map((value, index) => value * (1.0026 + index / 1000)),
      ),
      ...throughputs(b, steady),
    ]
    expect(sentences({ samples })[0]).toContain('1.005× (1.003–1.008)')
  })
})
