import { describe, expect, it, vi } from 'vitest'
import { LabError } from '../../../main/system/errors.ts'
import { aLab, three } from './run-lab.ts'

/** Waiting takes no time here, and still ends when it is cancelled. */
vi.mock('node:timers/promises', () => ({
  setTimeout: (_ms: number, value: unknown, { signal }: { signal?: AbortSignal } = {}) =>
    signal?.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve(value),
}))

const broken = (what: string) => () => {
  throw new LabError({ code: 'cluster-failed', title: `Cannot ${what}`, message: 'it is broken.' })
}
const only = (id: string, act: () => void) => (variant: string) => {
  if (variant === id) act()
}

describe('a variant that fails', () => {
  const expectOthersMeasured = async (behaviour: Parameters<typeof aLab>[0], failed = 'flannel/vxlan') => {
    const lab = aLab(behaviour)
    const run = await lab.run()
    const others = three.filter((id) => id !== failed)
    expect(run.state).toBe('complete')
    expect(lab.eventsOf('variant.failed').map(({ variant }) => variant)).toEqual([failed])
    for (const id of others) {
      const rounds = run.readings.filter(({ variant, path }) => variant === id && path === 'host-host')
      expect(new Set(rounds.map(({ round }) => round))).toEqual(new Set([1, 2]))
    }
    for (const { timesClosed } of lab.runtime.clusters) expect(timesClosed).toBe(1)
    for (const { variant, running } of lab.runtime.samples) expect(running).toEqual([variant])
    return { lab, run }
  }

  it('while its cluster is made takes no part; the others do', async () => {
    const { run } = await expectOthersMeasured({
      behaviour: { acquire: only('flannel/vxlan', broken('create it')) },
    })
    expect(run.variants.find(({ id }) => id === 'flannel/vxlan')?.error?.message).toBe('it is broken.')
  })

  it('while its Pods start takes no part, and its cluster is closed', async () => {
    await expectOthersMeasured({ behaviour: { deployProbes: only('flannel/vxlan', broken('start Pods')) } })
  })

  it('keeps its own error when closing its cluster fails, too', async () => {
    const { run } = await expectOthersMeasured({
      behaviour: {
        deployProbes: only('flannel/vxlan', broken('start Pods')),
        close: only('flannel/vxlan', () => {
          throw new LabError({ code: 'cluster-failed', title: 'Cannot delete', message: 'nodes are still there.' })
        }),
      },
    })
    const error = run.variants.find(({ id }) => id === 'flannel/vxlan')?.error
    expect(error).toMatchObject({ code: 'cluster-failed', title: 'Cannot start Pods' })
    expect(error?.message).toContain('it is broken.')
    expect(error?.message).toContain('nodes are still there.')
  })

  it('when it is paused for the first time takes no part', async () => {
    let pauses = 0
    const { run } = await expectOthersMeasured({
      behaviour: {
        pause: only('flannel/vxlan', () => {
          if (pauses++ === 0) broken('pause it')()
        }),
      },
    })
    expect(run.readings.filter(({ variant }) => variant === 'flannel/vxlan')).toEqual([])
  })

  it('when it is resumed for its turn drops out, and does not go on running beside the others', async () => {
    await expectOthersMeasured({ behaviour: { resume: only('flannel/vxlan', broken('resume it')) } })
  })

  it('to pause for the turn of another is the one that drops out, not the other', async () => {
    let pauses = 0
    await expectOthersMeasured({
      behaviour: {
        pause: only('flannel/vxlan', () => {
          if (pauses++ === 1) broken('pause it')()
        }),
      },
    })
  })

  it('leaves a run of failures alone that has no other', async () => {
    const { runtime, run } = aLab({ behaviour: { acquire: broken('create it') } })
    const record = await run()
    expect(record).toMatchObject({ state: 'failed', error: { code: 'cluster-failed', message: 'it is broken.' } })
    expect(record.variants.every(({ error }) => error)).toBe(true)
    expect(runtime.clusters).toEqual([])
  })

  it('last of all in its turn ends the run as failed, its cluster closed', async () => {
    const { runtime, run } = aLab({ behaviour: { resume: broken('resume it') } })
    expect(await run()).toMatchObject({ state: 'failed', error: { message: 'every variant has failed.' } })
    expect(runtime.clusters.map(({ timesClosed }) => timesClosed)).toEqual([1, 1, 1])
  })
})
