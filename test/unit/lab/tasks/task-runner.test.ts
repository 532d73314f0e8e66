import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Tell } from '../../../../main/lab/lab-event.ts'
import type { TaskContext } from '../../../../main/lab/tasks/live-task.ts'
import { finishedKept, TaskRunner, type TaskPlan } from '../../../../main/lab/tasks/task-runner.ts'
import type { LogLine, LogPart, TaskChange } from '../../../../main/lab/tasks/task.ts'
import { Cancelled, LabError } from '../../../../main/system/errors.ts'

/** A runner with everything that was told of its tasks. */
function aRunner() {
  const changes: TaskChange[] = []
  const parts: LogPart[] = []
  let nowMs = 1_000
  const tell: Tell = ({ name, payload }) => {
    if (name === 'task:changed') changes.push(payload)
    if (name === 'task:logged') parts.push({ from: payload.from, lines: payload.lines })
  }
  const runner = new TaskRunner(tell, () => nowMs++)
  const plan = (work: TaskPlan['work'], change: Partial<TaskPlan> = {}): TaskPlan => ({
    kind: 'run',
    title: 'a run',
    work,
    ...change,
  })
  const stateOf = (id: string) => runner.read(id, 0).task.state
  const statesOf = (id: string) => changes.filter((change) => change.id === id).map(({ state }) => state)
  return { runner, changes, parts, plan, stateOf, statesOf }
}

/** Work that goes on until the test says so, or until it is cancelled. */
function someWork() {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  const begun = Promise.withResolvers<TaskContext>()
  const work = async (task: TaskContext) => {
    begun.resolve(task)
    task.signal.addEventListener('abort', () => {
      reject(task.signal.reason as Error)
    })
    await promise
  }
  const finish = () => {
    resolve(undefined)
  }
  return { work, finish, fail: reject, begun: begun.promise }
}

const idle = () => new Promise((resolve) => setImmediate(resolve))

describe('tasks', () => {
  it('are done one at a time, in the order in which they were begun', async () => {
    const { runner, plan, stateOf } = aRunner()
    const [first, second] = [someWork(), someWork()]
    const ids = [first, second].map(({ work }) => runner.start(plan(work)))
    await first.begun
    expect(ids.map(stateOf)).toEqual(['running', 'queued'])
    first.finish()
    await second.begun
    expect(ids.map(stateOf)).toEqual(['succeeded', 'running'])
    second.finish()
    await idle()
    expect(ids.map(stateOf)).toEqual(['succeeded', 'succeeded'])
  })

  it('tell each state that they come to, with its time', async () => {
    const { runner, plan, changes } = aRunner()
    const { work, finish, begun } = someWork()
    runner.start(plan(work))
    await begun
    finish()
    await idle()
    expect(
      changes.map(({ state, createdAtMs, startedAtMs, endedAtMs }) => [state, createdAtMs, startedAtMs, endedAtMs]),
    ).toEqual([
      ['queued', 1_000, undefined, undefined],
      ['running', 1_000, 1_001, undefined],
      ['succeeded', 1_000, 1_001, 1_002],
    ])
  })

  it('that wait are over at once when they are cancelled, and never begin', async () => {
    const { runner, plan, stateOf } = aRunner()
    const [first, second, third] = [someWork(), someWork(), someWork()]
    const [, waiting = ''] = [first, second, third].map(({ work }) => runner.start(plan(work)))
    let hasBegun = false
    void second.begun.then(() => (hasBegun = true))
    await first.begun
    runner.cancel(waiting, 'delete')
    expect(stateOf(waiting)).toBe('cancelled')
    first.finish()
    await third.begun
    expect(hasBegun).toBe(false)
    third.finish()
  })

  it('that are cancelled while they run are told so, and end without an error', async () => {
    const { runner, plan, statesOf } = aRunner()
    const { work, begun } = someWork()
    const id = runner.start(plan(work))
    const { signal } = await begun
    runner.cancel(id, 'delete')
    expect(signal.reason).toBeInstanceOf(Cancelled)
    await idle()
    expect(statesOf(id)).toEqual(['queued', 'running', 'cancelling', 'cancelled'])
    expect(runner.read(id, 10).task).not.toHaveProperty('error')
    expect(runner.read(id, 10).log.lines).toEqual([])
  })

  it('that cannot clean up after being cancelled say so in their log', async () => {
    const { runner, plan, stateOf } = aRunner()
    const { work, begun } = someWork()
    const notDeleted = new LabError({ code: 'command-failed', title: 'Cannot delete x', message: 'no engine.' })
    const id = runner.start(
      plan(async (task) => {
        await work(task).catch(() => {
          throw notDeleted
        })
      }),
    )
    await begun
    runner.cancel(id, 'delete')
    await idle()
    expect(stateOf(id)).toBe('cancelled')
    expect(runner.read(id, 10).log.lines.map(({ text }) => text)).toEqual(['Cannot delete x: no engine.'])
  })

  it('that are done in spite of being cancelled have succeeded', async () => {
    const { runner, plan, stateOf } = aRunner()
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const begun = Promise.withResolvers<undefined>()
    const id = runner.start(
      plan(async () => {
        begun.resolve(undefined)
        await promise
      }),
    )
    await begun.promise
    runner.cancel(id, 'delete')
    resolve(undefined)
    await idle()
    expect(stateOf(id)).toBe('succeeded')
  })

  it('that fail carry what went wrong, and leave the lane to the next', async () => {
    const { runner, plan, stateOf } = aRunner()
    const failure = new LabError({ code: 'no-memory', title: 'Cannot make it', message: 'too little memory.' })
    const failing = runner.start(plan(() => Promise.reject(failure)))
    const broken = runner.start(plan(() => Promise.reject(new Error('surprise')), { title: 'a thing' }))
    const fine = runner.start(plan(() => Promise.resolve()))
    await idle()
    expect(runner.read(failing, 0).task).toMatchObject({ state: 'failed', error: failure.details })
    expect(runner.read(failing, 1).log.lines.map(({ text }) => text)).toEqual(['Cannot make it: too little memory.'])
    expect(runner.read(broken, 0).task.error).toEqual({
      code: 'internal',
      title: 'Cannot finish: a thing',
      message: 'surprise',
    })
    expect(stateOf(fine)).toBe('succeeded')
  })

  it('leave or delete clusters as was asked last', async () => {
    const { runner, plan } = aRunner()
    const { work, begun } = someWork()
    const id = runner.start(plan(work, { keepClusters: true }))
    const task = await begun
    expect(task.keepsClusters()).toBe(true)
    runner.cancel(id, 'delete')
    expect(task.keepsClusters()).toBe(false)
    runner.cancel(id, 'keep')
    expect(task.keepsClusters()).toBe(true)
  })

  it('that have ended are forgotten one day, those under way never', async () => {
    const { runner, plan } = aRunner()
    const { work, finish, begun } = someWork()
    const ids = Array.from({ length: finishedKept + 3 }, () => runner.start(plan(() => Promise.resolve())))
    const last = runner.start(plan(work))
    await begun
    expect(runner.list().map(({ id }) => id)).toEqual([...ids.slice(3), last])
    expect(() => runner.read(ids[0] ?? '', 0)).toThrow(/none with this id/)
    finish()
  })

  it('are all ended, and no more taken, when the lab closes', async () => {
    const { runner, plan, stateOf } = aRunner()
    const [first, second] = [someWork(), someWork()]
    const ids = [first, second].map(({ work }) => runner.start(plan(work)))
    await first.begun
    await runner.close('delete')
    expect(ids.map(stateOf)).toEqual(['cancelled', 'cancelled'])
    expect(() => runner.start(plan(first.work))).toThrow(/closing/)
  })
})

describe('steps of a task', () => {
  const failing = new LabError({ code: 'command-failed', title: 'Cannot pull', message: 'no network.' })

  it('are told one by one, each with its end', async () => {
    const { runner, plan, changes } = aRunner()
    runner.start(
      plan(async (task) => {
        await task.steps('kindnet').step('Fetching images', () => Promise.resolve())
        await task.steps(null).step('Waiting', () => Promise.reject(failing), 'wait')
      }),
    )
    await idle()
    expect(changes.flatMap(({ changedSteps }) => changedSteps)).toMatchObject([
      { id: 1, group: 'kindnet', title: 'Fetching images', kind: 'create', state: 'running' },
      { id: 1, state: 'succeeded' },
      { id: 2, group: null, title: 'Waiting', kind: 'wait', state: 'running' },
      { id: 2, state: 'failed', error: failing.details },
    ])
  })

  it('do not outlive the task', async () => {
    const { runner, plan } = aRunner()
    const { work, begun } = someWork()
    const id = runner.start(
      plan(async (task) => {
        task.begin('kindnet', 'Booting', 'create')
        await work(task)
      }),
    )
    await begun
    runner.cancel(id, 'delete')
    await idle()
    expect(runner.read(id, 0).task.steps).toMatchObject([{ state: 'cancelled' }])
  })

  it('can be put together again from changes alone, at any time', async () => {
    const { runner, plan, changes } = aRunner()
    const id = runner.start(
      plan(async (task) => {
        const step = task.begin('a', 'one', 'create')
        await task.steps('b').step('two', () => Promise.resolve())
        step.rename('one and a half')
        step.end()
      }),
    )
    await idle()
    const steps = new Map(changes.flatMap(({ changedSteps }) => changedSteps.map((step) => [step.id, step])))
    expect([...steps.values()]).toEqual(runner.read(id, 0).task.steps)
  })
})

describe('one who comes late', () => {
  it('has each line exactly once, of the snapshot or of what was told after it', async () => {
    const count = fc.integer({ min: 0, max: 60 })
    await fc.assert(
      fc.asyncProperty(count, count, count, async (before, pending, after) => {
        const { runner, plan, parts } = aRunner()
        let read: LogPart | undefined
        const say = (task: TaskContext, lines: number) => {
          for (let n = 0; n < lines; n++) task.log(null, 'a line')
        }
        // `pending` lines are on their way when the snapshot is taken: they come in both.
        const id = runner.start(
          plan((task) => {
            say(task, before)
            parts.length = 0
            say(task, pending)
            read = runner.read(id, 5_000).log
            say(task, after)
            return Promise.resolve()
          }),
        )
        await idle()
        const mine = follow(read ?? { from: 0, lines: [] }, parts)
        expect(mine).toEqual(runner.read(id, 5_000).log.lines)
        expect(mine).toHaveLength(before + pending + after)
      }),
    )
  })
})

function follow(snapshot: LogPart, parts: readonly LogPart[]): readonly LogLine[] {
  const lines = [...snapshot.lines]
  for (const { from, lines: told } of parts) lines.push(...told.slice(Math.max(0, snapshot.from + lines.length - from)))
  return lines
}
