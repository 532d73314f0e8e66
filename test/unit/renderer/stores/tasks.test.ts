import { describe, expect, it } from 'vitest'
import type { Task, TaskChange } from '../../../../main/lab/tasks/task.ts'
import { useTasks } from '../../../../renderer/stores/tasks.ts'
import { pageOf } from '../fake-lab.ts'
import { aChange, aStep, aTask } from './a-task.ts'

const changed = (payload: TaskChange) => ({ name: 'task:changed', payload }) as const

async function connectedPage(snapshot: readonly Task[]) {
  const lab = pageOf({ 'task:list': () => snapshot })
  const tasks = useTasks()
  await lab.connect()
  await lab.answer()
  return { lab, tasks }
}

describe('the mirror of tasks', () => {
  it('puts changed steps in the place of those with their number, and new ones after them', async () => {
    const { lab, tasks } = await connectedPage([aTask('t', { steps: [aStep(1), aStep(2)] })])
    const ended = aStep(1, { state: 'succeeded', endedAtMs: 2000 })
    lab.emit(changed(aChange('t', { changedSteps: [aStep(3), ended] })))
    expect(tasks.byId.get('t')?.steps).toEqual([ended, aStep(2), aStep(3)])
  })

  it('takes up a task that a change tells first', async () => {
    const { lab, tasks } = await connectedPage([])
    lab.emit(changed(aChange('new', { changedSteps: [aStep(1)] })))
    expect(tasks.byId.get('new')).toEqual(aTask('new', { steps: [aStep(1)] }))
  })

  it('loses no change that comes before the snapshot', async () => {
    const lab = pageOf({ 'task:list': () => [aTask('t', { steps: [aStep(1)] })] })
    const tasks = useTasks()
    await lab.connect()
    lab.emit(changed(aChange('t', { changedSteps: [aStep(2)] })), changed(aChange('new')))
    expect(tasks.byId.get('new')).toBeDefined()
    await lab.answer()
    expect(tasks.byId.get('t')?.steps).toEqual([aStep(1), aStep(2)])
    expect(tasks.byId.get('new')).toBeDefined()
  })

  it('lets nothing that has ended begin again by older news', async () => {
    const ended = { state: 'succeeded', endedAtMs: 2000 } as const
    const lab = pageOf({ 'task:list': () => [aTask('t', { ...ended, steps: [aStep(1, ended)] })] })
    const tasks = useTasks()
    await lab.connect()
    lab.emit(changed(aChange('t', { changedSteps: [aStep(1)] })))
    await lab.answer()
    expect(tasks.byId.get('t')).toEqual(aTask('t', { ...ended, steps: [aStep(1, ended)] }))
    expect(tasks.active).toBeUndefined()
  })

  it('forgets tasks that a service started anew does not know', async () => {
    const { lab, tasks } = await connectedPage([aTask('old')])
    await lab.disconnect()
    expect(tasks.active?.id).toBe('old')
    lab.answers = { 'task:list': () => [aTask('other')] }
    await lab.connect()
    await lab.answer()
    expect([...tasks.byId.keys()]).toEqual(['other'])
  })

  it('keeps what it has when the snapshot cannot be read', async () => {
    const { lab, tasks } = await connectedPage([aTask('t')])
    await lab.disconnect()
    lab.answers = {}
    await lab.connect()
    await lab.answer()
    expect(tasks.byId.has('t')).toBe(true)
  })

  it('tells the active task, and the queue in its order', async () => {
    const { tasks } = await connectedPage([
      aTask('second', { state: 'queued', createdAtMs: 3 }),
      aTask('first', { state: 'queued', createdAtMs: 2 }),
      aTask('now', { state: 'cancelling', createdAtMs: 1 }),
    ])
    expect(tasks.active?.id).toBe('now')
    expect(tasks.queued.map(({ id }) => id)).toEqual(['first', 'second'])
  })

  it('finds the newest task of a run, and a run that has yet to begin by its task', async () => {
    const { tasks } = await connectedPage([
      aTask('begun', { subject: { runId: 'r' }, createdAtMs: 1 }),
      aTask('resumed', { subject: { runId: 'r' }, createdAtMs: 2 }),
      aTask('waiting', { state: 'queued' }),
    ])
    expect(tasks.forRun('r')?.id).toBe('resumed')
    expect(tasks.forRun('waiting')?.id).toBe('waiting')
    expect(tasks.forRun('none')).toBeUndefined()
  })
})
