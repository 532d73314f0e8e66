import { describe, expect, it } from 'vitest'
import { observeRun } from '../../../../main/lab/tasks/observe-run.ts'
import { TaskRunner } from '../../../../main/lab/tasks/task-runner.ts'
import { LabError } from '../../../../main/system/errors.ts'
import { aLab, three } from '../run-lab.ts'

type LabOptions = NonNullable<Parameters<typeof aLab>[0]>

/** A run of a fake cluster, seen as a task. */
async function aRunAsTask(options: LabOptions = {}, cancelAt = Infinity) {
  const totals = new Set<number>()
  const runner = new TaskRunner(({ name, payload }) => {
    if (name === 'task:changed' && payload.progress) totals.add(payload.progress.total)
  })
  const ended = Promise.withResolvers<undefined>()
  const id: string = runner.start({
    kind: 'run',
    title: 'a run',
    work: async (task) => {
      const onEvent = (_: unknown, count: number) => {
        if (count === cancelAt) runner.cancel(id, 'delete')
      }
      const behaviour = { idleClustersCost: false, ...options.behaviour }
      const watched = { ...options, behaviour, onEvent, observer: observeRun(task), signal: task.signal }
      const record = await aLab(watched).run()
      setImmediate(() => {
        ended.resolve(undefined)
      })
      if (record.state === 'cancelled') throw task.signal.reason
    },
  })
  await ended.promise
  const { task, log } = runner.read(id, 5_000)
  return { task, log, totals, titlesOf: (group: string) => titlesOf(task.steps, group) }
}

const titlesOf = (steps: readonly { readonly group: string | null; readonly title: string }[], group: string) =>
  steps.filter((step) => step.group === group).map(({ title }) => title)

describe('a run as a task', () => {
  it('has a step for each thing done to a cluster, and one for each turn in a round', async () => {
    const { task, titlesOf } = await aRunAsTask({ spec: { rounds: 2, maxRounds: 2 } })
    for (const variant of three) {
      expect(titlesOf(variant).filter((title) => title.startsWith('Round'))).toEqual([
        'Round 1: 16 samples',
        'Round 2: 16 samples',
      ])
      expect(titlesOf(variant)).toContain('Starting probe Pods')
      expect(titlesOf(variant)).not.toContain('Pausing')
    }
    expect(titlesOf('kindnet')).toContain('Closing the cluster')
    expect(new Set(task.steps.map(({ state }) => state))).toEqual(new Set(['succeeded']))
  })

  it('counts every sample, and reaches its end', async () => {
    const { task, totals } = await aRunAsTask({ spec: { rounds: 2, maxRounds: 2 } })
    expect(task.progress).toEqual({ done: 96, total: 96 })
    expect(totals).toEqual(new Set([96]))
  })

  it('expects no more of a variant that takes no further part', async () => {
    const broken = new LabError({ code: 'cluster-failed', title: 'Cannot make it', message: 'it broke.' })
    const acquire = (variant: string) => {
      if (variant === 'kindnet') throw broken
    }
    const { task, log } = await aRunAsTask({ spec: { rounds: 1, maxRounds: 1 }, behaviour: { acquire } })
    expect(task.progress).toEqual({ done: 32, total: 32 })
    expect(log.lines).toContainEqual(
      expect.objectContaining({
        group: 'kindnet',
        text: '✗ excluded from the rest of the run: Cannot make it: it broke.',
      }),
    )
  })

  it('counts a sample that failed for good once, and names it in its turn', async () => {
    const { task, titlesOf } = await aRunAsTask({
      variants: ['kindnet'],
      spec: { rounds: 1, maxRounds: 1, paths: [] },
      behaviour: {
        answer: ({ argv, isCheck }) =>
          !isCheck && argv.includes('-P') ? { stdout: '', stderr: 'refused', exitCode: 1 } : undefined,
      },
    })
    expect(titlesOf('kindnet')).toContain('Round 1: 3 samples, 2 failed')
    expect(task.progress).toEqual({ done: 4, total: 4 })
  })

  it('shows a turn that ended a variant as failed, with why', async () => {
    const lost = new LabError({ code: 'cluster-failed', title: 'Cannot wake it', message: 'it is gone.' })
    const resume = (variant: string) => {
      if (variant === 'flannel/vxlan') throw lost
    }
    const { task } = await aRunAsTask({ behaviour: { resume } })
    const turns = task.steps.filter(({ group, title }) => group === 'flannel/vxlan' && title.startsWith('Round'))
    expect(turns).toMatchObject([{ state: 'failed', error: lost.details }])
  })

  it('leaves no step running, and none failed, when it is cancelled', async () => {
    const { task } = await aRunAsTask({}, 40)
    expect(task.state).toBe('cancelled')
    expect(new Set(task.steps.map(({ state }) => state))).toEqual(new Set(['succeeded', 'cancelled']))
  })
})
