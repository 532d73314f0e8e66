import { describe, expect, it } from 'vitest'
import { openQuestions } from '../../../main/findings/open-questions.ts'
import { aRun, aSample, throughputs } from './build-run.ts'

const [a, b] = ['netns/routed', 'netns/vxlan']
const looks = [
  { rounds: 6, alpha: 0.04 },
  { rounds: 10, alpha: 0.01 },
]
const begun = (rounds: number) => Array.from({ length: rounds }, (_, index) => ({ round: index + 1, order: [a, b] }))
const runOf = (rounds: number, ratio: number) =>
  aRun({
    state: 'running',
    rounds: begun(rounds),
    spec: { looks },
    samples: [
      ...throughputs(
        a,
        begun(rounds).map(({ round }) => (100 + round) * ratio),
      ),
      ...throughputs(
        b,
        begun(rounds).map(({ round }) => 100 + round),
      ),
    ],
  })
const isOpen = (run: Parameters<typeof openQuestions>[0]) =>
  openQuestions(run).some(
    ({ probe, caseId, path }) => probe === 'tcp-throughput' && caseId === '1-stream' && path === 'pod-pod/cross-node',
  )

describe('open questions', () => {
  it('are all but the baseline’s before the first look', () => {
    const open = openQuestions(runOf(5, 2))
    expect(isOpen(runOf(5, 2))).toBe(true)
    expect(open.every(({ path }) => path !== 'host-host')).toBe(true)
  })

  it('are closed by a look that tells apart, and by one that shows equality', () => {
    expect(isOpen(runOf(6, 2))).toBe(false)
    expect(isOpen(runOf(6, 1.01))).toBe(false)
  })

  it('stay closed between looks and open where nothing is shown', () => {
    expect(isOpen(runOf(7, 2))).toBe(false)
    expect(isOpen(runOf(9, 1.048))).toBe(isOpen(runOf(6, 1.048)))
  })

  it('do not wait for a variant that failed', () => {
    const run = runOf(6, 2)
    const [first, second] = run.variants
    if (!first || !second) throw new Error('There are two variants.')
    const error = { code: 'probe-failed', title: 'T', message: 'M' }
    expect(isOpen({ ...run, variants: [first, second, { ...second, id: 'netns/third' }] })).toBe(true)
    expect(isOpen({ ...run, variants: [first, second, { ...second, id: 'netns/third', error }] })).toBe(false)
  })

  it('take less than 50 ms of CPU for four variants, twenty questions and forty rounds', () => {
    const variants = ['netns/a', 'netns/b', 'netns/c', 'netns/d']
    const probe = aRun().probes.find(({ id }) => id === 'tcp-throughput')
    if (!probe) throw new Error('There is a TCP probe.')
    const cases = Array.from({ length: 20 }, (_, index) => ({ id: `case-${String(index)}`, title: 'C' }))
    const samples = variants.flatMap((variant, v) =>
      cases.flatMap(({ id: caseId }, c) =>
        Array.from({ length: 40 }, (_, r) =>
          aSample({ variant, caseId, round: r + 1, metrics: { throughput: 100 + ((v * 7 + c * 3 + r * 11) % 17) } }),
        ),
      ),
    )
    const run = aRun({
      ...{ variants, samples, state: 'running', rounds: begun(40), probes: [{ ...probe, cases }] },
      spec: { looks: [6, 10, 20, 40].map((rounds) => ({ rounds, alpha: 0.0125 })) },
    })
    const times = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage()
      openQuestions({ ...run, readings: [...run.readings] })
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    })
    expect(Math.min(...times)).toBeLessThan(50)
  })
})
