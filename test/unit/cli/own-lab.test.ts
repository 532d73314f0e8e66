import { describe, expect, it } from 'vitest'
import { doTask, endOfTask } from '../../../main/cli/own-lab.ts'
import type { TaskContext } from '../../../main/lab/tasks/live-task.ts'
import type { TaskPlan } from '../../../main/lab/tasks/task-runner.ts'
import { Cancelled, LabError } from '../../../main/system/errors.ts'
import { detailsOf } from '../error-details.ts'

const plan = (work: TaskPlan['work'], keepClusters = false): TaskPlan => ({
  kind: 'run',
  title: 'a run',
  keepClusters,
  work,
})
const never = new AbortController().signal
const noEngine = new LabError({ code: 'no-engine', title: 'Cannot run', message: 'there is no engine.' })

describe('a task of a command', () => {
  it('is done before its command goes on', async () => {
    const task = await endOfTask(
      plan((context) => {
        context.about({ runId: 'r1' })
        return Promise.resolve()
      }),
      never,
    )
    expect(task).toMatchObject({ state: 'succeeded', subject: { runId: 'r1' } })
  })

  it('tells why it failed, as a value or as an error', async () => {
    const failing = plan(() => Promise.reject(noEngine))
    expect(await endOfTask(failing, never)).toMatchObject({ state: 'failed', error: noEngine.details })
    expect(await detailsOf(() => doTask(failing, never))).toEqual(noEngine.details)
  })

  it.each([true, false])(
    'is cancelled by the command’s signal, and keeps its clusters where asked: %s',
    async (keep) => {
      const interrupt = new AbortController()
      const kept: boolean[] = []
      const work = async (context: TaskContext) => {
        const { promise, reject } = Promise.withResolvers<never>()
        context.signal.addEventListener('abort', () => {
          reject(context.signal.reason as Error)
        })
        interrupt.abort(new Cancelled())
        await promise.finally(() => kept.push(context.keepsClusters()))
      }
      await expect(doTask(plan(work, keep), interrupt.signal)).rejects.toBeInstanceOf(Cancelled)
      expect(kept).toEqual([keep])
    },
  )

  it('is not begun where the command is cancelled already', async () => {
    const begun: string[] = []
    const work = () => Promise.resolve(void begun.push('begun'))
    expect((await endOfTask(plan(work), AbortSignal.abort(new Cancelled()))).state).toBe('cancelled')
    expect(begun).toEqual([])
  })
})
