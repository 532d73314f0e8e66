import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import type { PathId } from '../../../main/experiment/paths.ts'
import type { ReadingKey } from '../../../main/experiment/cell-key.ts'
import type { RunEvent } from '../../../main/store/events.ts'
import type { RunRecord } from '../../../main/store/run-record.ts'
import { podNames, serviceName } from '../../../main/probes/route.ts'
import { tcpThroughput } from '../../../main/probes/tcp-throughput/tcp-throughput.ts'
import type { FakeCall } from './fake-runtime.ts'
import { aLab } from './run-lab.ts'

/** Waiting takes no time here, and still ends when it is cancelled. */
vi.mock('node:timers/promises', () => ({
  setTimeout: (_ms: number, value: unknown, { signal }: { signal?: AbortSignal } = {}) =>
    signal?.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve(value),
}))

const printed = JSON.parse(
  readFileSync(new URL('../../fixtures/iperf3/iperf3-3.12-1-stream.json', import.meta.url), 'utf8'),
) as { end: { sum_received: object } }

const iperf3At = (bitsPerSecond: number): string =>
  JSON.stringify({
    ...printed,
    end: { ...printed.end, sum_received: { ...printed.end.sum_received, bits_per_second: bitsPerSecond } },
  })

const toService = ({ argv }: FakeCall) => argv.some((word) => word.startsWith(serviceName))

/** Between Pods kindnet is always ahead; through the Service now one and now the other. Values move with the rounds. */
function answer(call: FakeCall) {
  if (call.isCheck || call.from !== podNames.client) return undefined
  const isKindnet = call.variant === 'kindnet'
  const sign = call.attempt % 2 === 0 ? 1 : -1
  const ahead = toService(call) ? 1 + sign * 0.2 : 1.2
  const bitsPerSecond = 8e9 * (1 + call.attempt / 100) * (isKindnet ? ahead : 1)
  return { stdout: iperf3At(bitsPerSecond), stderr: '', exitCode: 0 }
}

const looks = [
  { rounds: 8, alpha: 0.025 },
  { rounds: 12, alpha: 0.025 },
]

const planned = {
  variants: ['kindnet', 'flannel/vxlan'],
  probes: [tcpThroughput],
  behaviour: { answer },
  spec: {
    mode: 'standard',
    ...{ rounds: 8, maxRounds: 12, looks },
    paths: ['host-host', 'pod-pod/cross-node', 'pod-service'] as ('host-host' | 'pod-pod/cross-node' | 'pod-service')[],
  },
} as const

const roundsOf = ({ readings }: Pick<RunRecord, 'readings'>, caseId: string, path: PathId) => {
  const of = (variant: string) =>
    readings
      .filter((each: ReadingKey) => each.variant === variant && each.caseId === caseId && each.path === path)
      .map(({ round }) => round)
  const [one, other] = planned.variants.map(of)
  expect(one).toEqual(other)
  return one
}
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

describe('rounds that are planned by looks', () => {
  it('are not measured any more on what is decided, of no variant', async () => {
    const run = await aLab(planned).run()
    expect(roundsOf(run, '1-stream', 'pod-pod/cross-node')).toEqual(upTo(8))
    expect(roundsOf(run, '1-stream', 'pod-service')).toEqual(upTo(12))
  })

  it('have what is no question in every third round', async () => {
    const run = await aLab(planned).run()
    expect(roundsOf(run, '1-stream', 'host-host')).toEqual([1, 4, 7, 10])
    expect(roundsOf(run, '8-streams', 'pod-service')).toEqual([1, 4, 7, 10])
  })

  it('record each look: who is ahead, and what is open between whom', async () => {
    const lab = aLab(planned)
    const { looks: taken } = await lab.run()
    expect(taken?.map(({ round, alpha }) => [round, alpha])).toEqual([
      [8, 0.025],
      [12, 0.025],
    ])
    expect(taken?.[0]).toMatchObject({
      decided: [{ path: 'pod-pod/cross-node', leaders: ['kindnet'], isEqual: false }],
      open: [{ path: 'pod-service', variants: ['kindnet', 'flannel/vxlan'] }],
    })
    const lastTurn = lab.events.findLastIndex((event) => event.type === 'reading.recorded' && event.round === 8)
    expect(lab.events[lastTurn + 1]).toMatchObject({ type: 'look.taken', round: 8 })
  })

  it('end when everything is decided', async () => {
    const spec = { ...planned.spec, paths: planned.spec.paths.slice(0, 2) }
    expect((await aLab({ ...planned, spec }).run()).rounds).toHaveLength(8)
  })

  it('end when only one variant is left that a question is open for', async () => {
    let now = 0
    const behaviour = {
      answer,
      pause: (variant: string) => {
        if (variant === 'kindnet' && now === 9) throw new Error('gone')
      },
    }
    const onEvent = (event: RunEvent) => {
      if (event.type === 'round.started') now = event.round
    }
    const run = await aLab({ ...planned, behaviour, onEvent }).run()
    expect(run.state).toBe('complete')
    expect(run.rounds).toHaveLength(9)
  })
})

describe('planned rounds of a run that is resumed', () => {
  it('keep the looks that were taken, and what they decided', async () => {
    for (const at of [8, 9, 11]) {
      const cancelling = new AbortController()
      const first = aLab({
        ...planned,
        signal: cancelling.signal,
        onEvent: (event) => {
          if (event.type === 'round.started' && event.round === at) cancelling.abort(new Error('stop'))
        },
      })
      const cancelled = await first.run()
      const second = aLab({ ...planned, store: first.store })
      const run = await second.resume(cancelled.id)
      expect(run.state).toBe('complete')
      expect(run.rounds.slice(0, at)).toEqual(cancelled.rounds)
      expect(roundsOf(run, '1-stream', 'pod-pod/cross-node')).toEqual(upTo(8))
      expect(run.looks?.map(({ round }) => round)).toEqual([8, 12])
    }
  })

  it('are those that a run of before there were looks was made for', async () => {
    const { looks: none, ...spec } = planned.spec
    const run = await aLab({ ...planned, spec: { ...spec, rounds: 7 } }).run()
    expect(none).toHaveLength(2)
    expect(run.rounds).toHaveLength(7)
    expect(run.looks).toBeUndefined()
    expect(roundsOf(run, '8-streams', 'host-host')).toEqual(upTo(7))
  })
})

describe('a time for the rounds', () => {
  it('ends them before it is over, with a last look that spends the rest', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'Date'] })
    try {
      const slowly = (call: FakeCall) => {
        if (!call.isCheck) vi.advanceTimersByTime(1_000)
        return answer(call)
      }
      const lab = aLab({ ...planned, behaviour: { answer: slowly }, spec: { ...planned.spec, budgetMs: 64_000 } })
      const run = await lab.run()
      expect(run.rounds).toHaveLength(10)
      expect(run.looks?.map(({ round, alpha }) => [round, alpha])).toEqual([
        [8, 0.025],
        [10, 0.025],
      ])
      expect(lab.eventsOf('log').map(({ line }) => line)).toContain('The time of 64 s is over after 10 rounds.')
    } finally {
      vi.useRealTimers()
    }
  })
})
