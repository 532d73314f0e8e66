import { describe, expect, it } from 'vitest'
import { deriveFindings } from '../../../../main/findings/derive-findings.ts'
import { answerSentence } from '../../../../main/words/en/answers.ts'
import { aRun, aSample, throughputs, type RunOptions } from '../../findings/build-run.ts'

const [a, b, c, d] = ['netns/routed', 'netns/vxlan', 'calico/vxlan', 'cilium/vxlan']
const times = (values: readonly number[], factor: number) => values.map((value) => value * factor)
const steady = [1e9, 1.01e9, 1.02e9, 1e9, 1.01e9, 1.02e9]
const wobbly = [0.85e9, 1.15e9, 1.12e9, 0.87e9, 1.16e9, 0.9e9]

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

  it('says in so many words that it is undecided, and what that is worth', () => {
    const samples = [...throughputs(a, steady), ...throughputs(b, wobbly)]
    expect(sentences({ samples })[0]).toMatch(
      /^Undecided between netns\/\w+ and netns\/\w+ in throughput on pod-pod cross-node, one stream: 1\.\d+× \(0\.\d+–1\.\d+\); a difference of [\d.]+ % would have been found, about \d+ more rounds would decide\.$/,
    )
  })

  it('says that two are equal where that is shown', () => {
    const samples = [...throughputs(a, steady), ...throughputs(b, times(steady, 1.001))]
    expect(sentences({ samples })[0]).toBe(
      'netns/vxlan and netns/routed are equal within 5 % in throughput on pod-pod cross-node, one stream: 1.001× (1.001–1.001).',
    )
  })

  const long = (values: readonly number[]) => [...values, ...values]

  it('groups many variants around the leader', () => {
    const samples = [
      ...throughputs(a, times(long(steady), 0.8)),
      ...throughputs(b, long(steady)),
      ...throughputs(c, long(wobbly)),
      ...throughputs(d, times(long(steady), 0.9)),
    ]
    expect(sentences({ samples, variants: [a, b, c, d] })[0]).toMatch(
      /^netns\/vxlan is ahead of cilium\/vxlan and netns\/routed in throughput on pod-pod cross-node, one stream; relative to it cilium\/vxlan 0\.90× \(0\.90–0\.90\) and netns\/routed 0\.80× \(0\.80–0\.80\); undecided against it: calico\/vxlan: a difference of [\d.]+ % would have been found/,
    )
  })

  it('says of many that nothing is compared below six rounds', () => {
    const samples = [a, b, c].flatMap((variant, index) => throughputs(variant, times(steady.slice(0, 3), 1 + index)))
    expect(sentences({ samples, variants: [a, b, c] })[0]).toBe(
      'Nothing is compared in throughput on pod-pod cross-node, one stream: 3 rounds, and it takes 6.',
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
      /^netns\/\w+ and netns\/\w+ have 1 round in common, too few to compare/,
    )
    const many = sentences({ samples: [...one, ...throughputs(c, wobbly)], variants: [a, b, c] })[0]
    expect(many).toContain('ndecided')
    expect(many).toContain(`not compared with it: ${b}`)
  })

  it('does not show a bound that excludes 1 as 1.00', () => {
    const samples = [
      ...throughputs(
        a,
        steady.map((value, index) => value * (1.052 + index / 1000)),
      ),
      ...throughputs(b, steady),
    ]
    expect(sentences({ samples })[0]).toContain('1.05× (1.05–1.06)')
  })
})
