import { beforeEach, describe, expect, it, vi } from 'vitest'
import { LabError } from '../../../main/system/errors.ts'
import { measuring as probes } from '../builders/probes.ts'
import { balancedOrders } from '../../../main/statistics/balanced-orders.ts'
import type { ReadingKey } from '../../../main/experiment/cell-key.ts'
import { aLab, three } from './run-lab.ts'

/** Waiting takes no time here, and still ends when it is cancelled. */
vi.mock('node:timers/promises', () => ({
  setTimeout: (_ms: number, value: unknown, { signal }: { signal?: AbortSignal } = {}) =>
    signal?.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve(value),
}))

const cell = ({ variant, probe, caseId, path, round }: ReadingKey) => [variant, probe, caseId, path, round].join(' ')
const broken = (what: string) => () => {
  throw new LabError({ code: 'cluster-failed', title: `Cannot ${what}`, message: 'it is broken.' })
}
const only = (id: string, act: () => void) => (variant: string) => {
  if (variant === id) act()
}

describe('an experiment', () => {
  it('measures every probe and case on every path of every variant, once a round', async () => {
    const run = await aLab().run()
    const cells = run.readings.map(cell)
    const perTurn = probes.flatMap((probe) => probe.paths.flatMap(() => probe.cases)).length
    expect(run.state).toBe('complete')
    expect(cells).toHaveLength(perTurn * three.length * 2)
    expect(new Set(cells).size).toBe(cells.length)
    expect(run.readings.every(({ outcome }) => outcome.state === 'recorded')).toBe(true)
  })

  it('measures the baseline first in each turn, also when it was not asked for', async () => {
    const run = await aLab({ spec: { paths: ['pod-pod/cross-node'] } }).run()
    expect([...new Set(run.readings.map(({ path }) => path))]).toEqual(['host-host', 'pod-pod/cross-node'])
    expect(run.readings[0]?.path).toBe('host-host')
  })

  it('leaves the Service path out where there are no Services', async () => {
    const lab = aLab({ behaviour: { hasServices: false, idleClustersCost: false } })
    const run = await lab.run()
    expect(run.state).toBe('complete')
    expect(run.readings.map(({ path }) => path)).not.toContain('pod-service')
  })

  it('starts the servers of all probes, whatever is measured, so that kept clusters fit any later choice', async () => {
    const { runtime, run } = aLab({ probes: probes.slice(0, 1), variants: ['kindnet'] })
    await run()
    const far = runtime.clusters[0]?.benchPods.find(({ name }) => name === 'server-far')
    expect(far?.containers.map(({ name }) => name)).toEqual(['iperf3', 'http-server'])
  })

  it('takes the variants in balanced orders, the same for the same seed', async () => {
    const rounds = { rounds: 4, maxRounds: 4, paths: [] }
    const [first, again, other] = await Promise.all([
      aLab({ spec: { seed: 1, ...rounds } }).run(),
      aLab({ spec: { seed: 1, ...rounds }, concurrency: 1 }).run(),
      aLab({ spec: { seed: 2, ...rounds } }).run(),
    ])
    expect(first.rounds).toEqual(again.rounds)
    expect(first.rounds).not.toEqual(other.rounds)
    expect(first.rounds.map(({ order }) => order)).toEqual(balancedOrders([...three].sort(), 4, 1))
  })

  it('makes no more clusters at a time than it was told', async () => {
    for (const concurrency of [1, 2]) {
      const { runtime, run } = aLab({
        concurrency,
        spec: { paths: [] },
        behaviour: { acquire: () => Promise.resolve() },
      })
      await run()
      expect(runtime.mostCreating).toBe(concurrency)
    }
  })

  it('has only the cluster under test running while it measures and while it checks paths between turns', async () => {
    const { runtime, run } = aLab()
    await run()
    expect(runtime.samples.length).toBeGreaterThan(0)
    for (const { variant, running } of runtime.samples) expect(running).toEqual([variant])
  })

  it('pauses nothing where idle clusters cost nothing, and then measures no idle load', async () => {
    const lab = aLab({ behaviour: { idleClustersCost: false } })
    await lab.run()
    expect(lab.eventsOf('idle.measured')).toEqual([])
    // While clusters are made: turns still say pause, which does nothing on such a runtime.
    const made = lab.events.findIndex(({ type }) => type === 'round.started')
    expect(lab.events.slice(0, made).some((event) => event.type === 'step.finished' && event.kind === 'pause')).toBe(
      false,
    )
  })

  it('measures the idle load at the end, all running and then all but one paused', async () => {
    const { eventsOf, run } = aLab({ spec: { rounds: 1, maxRounds: 1, paths: [] } })
    const record = await run()
    expect(eventsOf('idle.measured')).toHaveLength(1)
    expect(record.idle?.running).toBeGreaterThanOrEqual(0)
  })

  it('closes every cluster once', async () => {
    const { runtime, run } = aLab()
    await run()
    expect(runtime.clusters.map(({ timesClosed }) => timesClosed)).toEqual([1, 1, 1])
  })

  it('is complete although a cluster cannot be deleted, and says so in its log', async () => {
    const { eventsOf, run } = aLab({ behaviour: { close: only('kindnet', broken('delete it')) } })
    expect((await run()).state).toBe('complete')
    expect(eventsOf('log').map(({ line }) => line)).toContain('it is broken.')
  })

  it('stops early in rigorous mode once the intervals are narrow', async () => {
    const { run } = aLab({
      variants: ['kindnet', 'flannel/vxlan'],
      spec: { mode: 'rigorous', rounds: 2, maxRounds: 9, paths: [] },
    })
    expect((await run()).rounds).toHaveLength(2)
  })
})

describe('a kept cluster', () => {
  const isKept = (variant: string) => variant === 'kindnet'

  it('is used again as it is', async () => {
    const lab = aLab({ behaviour: { isKept } })
    await lab.run()
    expect(lab.eventsOf('cluster.ready').find(({ variant }) => variant === 'kindnet')?.reused).toBe(true)
    expect(lab.runtime.clusters).toHaveLength(three.length)
  })

  it('that turns out to be broken is discarded, and a new one takes its place', async () => {
    let starts = 0
    const deployProbes = only('kindnet', () => {
      starts += 1
      if (starts === 1) broken('start Pods')()
    })
    const lab = aLab({ behaviour: { isKept, deployProbes } })
    const run = await lab.run()
    expect(run.state).toBe('complete')
    expect(run.variants.every(({ error }) => error === undefined)).toBe(true)
    expect(
      lab.runtime.clusters.filter(({ variant }) => variant.id === 'kindnet').map((each) => each.timesDiscarded),
    ).toEqual([1, 0])
    expect(lab.eventsOf('cluster.ready').find(({ variant }) => variant === 'kindnet')?.reused).toBe(false)
  })
})

describe('a store that fails', () => {
  it('once while clusters are made leaves none behind', async () => {
    const { runtime, run, store } = aLab({
      concurrency: 2,
      behaviour: { acquire: only('kindnet', broken('create it')) },
    })
    const append = store.append.bind(store)
    vi.spyOn(store, 'append').mockImplementation((id, event) => {
      if (event.type === 'variant.failed')
        throw new LabError({ code: 'store-failed', title: 'Cannot record', message: 'disk is full.' })
      append(id, event)
    })
    expect(await run()).toMatchObject({ state: 'failed', error: { code: 'store-failed' } })
    expect(runtime.clusters.length).toBeGreaterThan(0)
    for (const { timesClosed } of runtime.clusters) expect(timesClosed).toBe(1)
  })
})

describe('a cancelled experiment', () => {
  const spec = { rounds: 1, maxRounds: 1, paths: ['pod-pod/cross-node'] as 'pod-pod/cross-node'[] }
  const small = { variants: ['kindnet', 'flannel/vxlan'], probes: probes.slice(0, 1), spec }
  let eventCount = 0
  beforeEach(async () => {
    const { events, run } = aLab(small)
    await run()
    eventCount = events.findIndex(({ type }) => type === 'idle.measured')
  })

  it('is cancelled after whichever event, with every cluster closed once', async () => {
    expect(eventCount).toBeGreaterThan(20)
    for (let count = 1; count < eventCount; count++) {
      const cancelling = new AbortController()
      const lab = aLab({
        ...small,
        signal: cancelling.signal,
        onEvent: (_event, seen) => {
          if (seen === count) cancelling.abort(new Error('stop'))
        },
      })
      const run = await lab.run()
      expect([count, run.state]).toEqual([count, 'cancelled'])
      expect(lab.eventsOf('run.finished')).toHaveLength(1)
      expect([count, ...lab.runtime.clusters.map(({ timesClosed }) => timesClosed)]).toEqual([
        count,
        ...lab.runtime.clusters.map(() => 1),
      ])
      expect(run.error).toBeUndefined()
    }
  })

  it('is resumed without a turn for rounds that are finished, and keeps the order that they had', async () => {
    const rounds = { rounds: 3, maxRounds: 3 }
    const cancelling = new AbortController()
    const first = aLab({
      ...small,
      spec: { ...spec, ...rounds },
      signal: cancelling.signal,
      onEvent: (event) => {
        if (event.type === 'round.started' && event.round === 3) cancelling.abort(new Error('stop'))
      },
    })
    const cancelled = await first.run()
    const second = aLab({ ...small, spec: { ...spec, ...rounds }, store: first.store })
    const run = await second.resume(cancelled.id)
    expect(run.state).toBe('complete')
    expect(second.eventsOf('round.started')).toEqual([])
    expect(run.rounds).toEqual(cancelled.rounds)
    const before = second.events.slice(
      0,
      second.events.findIndex(({ type }) => type === 'reading.printed'),
    )
    const wakeUps = before.filter((event) => event.type === 'step.finished' && event.title.startsWith('Waiting until'))
    expect(wakeUps.length).toBeLessThanOrEqual(1)
  })

  it('is resumed by measuring only what is missing', async () => {
    for (const count of [eventCount - 1, Math.floor(eventCount * 0.8), 5]) {
      const cancelling = new AbortController()
      const first = aLab({
        ...small,
        signal: cancelling.signal,
        onEvent: (_event, seen) => {
          if (seen === count) cancelling.abort(new Error('stop'))
        },
      })
      const cancelled = await first.run()
      const before = cancelled.readings.filter(({ outcome }) => outcome.state === 'recorded').map(cell)
      const second = aLab({ ...small, store: first.store })
      const run = await second.resume(cancelled.id)
      const measured = run.readings.filter(({ outcome }) => outcome.state === 'recorded').map(cell)
      expect(run.state).toBe('complete')
      expect(second.runtime.samples).toHaveLength(8 - before.length)
      expect(measured).toHaveLength(8)
      expect(new Set(measured).size).toBe(8)
    }
  })
})
