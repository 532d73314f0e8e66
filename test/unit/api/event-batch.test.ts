import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LabEvent } from '../../../main/api/contract.ts'
import { batchMs, EventBatch } from '../../../main/api/event-batch.ts'
import type { TaskChange, TaskStep } from '../../../main/lab/tasks/task.ts'

const aStep = (id: number, state: TaskStep['state'] = 'running'): TaskStep => ({
  id,
  group: null,
  title: `step ${String(id)}`,
  kind: 'other',
  state,
  startedAtMs: 1,
})

const changed = (id: string, change: Partial<TaskChange> = {}): LabEvent => ({
  name: 'task:changed',
  payload: {
    id,
    kind: 'run',
    title: 'a run',
    subject: {},
    state: 'running',
    createdAtMs: 1,
    changedSteps: [],
    ...change,
  },
})

const logged = (id: string, from: number, ...texts: readonly string[]): LabEvent => ({
  name: 'task:logged',
  payload: { id, from, lines: texts.map((text) => ({ atMs: 1, group: null, text })) },
})

const runsChanged = (runId: string): LabEvent => ({ name: 'runs:changed', payload: { runId } })
const clustersChanged: LabEvent = { name: 'clusters:changed', payload: null }

function aBatch() {
  const sent: (readonly LabEvent[])[] = []
  return { sent, batch: new EventBatch((events) => sent.push(events)) }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('events', () => {
  it('travel together and in their order, 100 ms after the first', () => {
    const { batch, sent } = aBatch()
    batch.add(runsChanged('a'))
    vi.advanceTimersByTime(batchMs - 1)
    batch.add(runsChanged('b'))
    expect(sent).toEqual([])
    vi.advanceTimersByTime(1)
    expect(sent).toEqual([[runsChanged('a'), runsChanged('b')]])
    batch.add(runsChanged('c'))
    vi.advanceTimersByTime(batchMs)
    expect(sent.slice(1)).toEqual([[runsChanged('c')]])
  })

  it('say of a task what is true last, and all steps that changed, each as it is last', () => {
    const { batch, sent } = aBatch()
    batch.add(changed('t', { state: 'queued' }))
    batch.add(changed('t', { changedSteps: [aStep(1)] }))
    batch.add(changed('other'))
    batch.add(changed('t', { changedSteps: [aStep(2)] }))
    batch.add(changed('t', { changedSteps: [aStep(1, 'succeeded')], progress: { done: 1, total: 2 } }))
    batch.flush()
    expect(sent).toEqual([
      [
        changed('t', { changedSteps: [aStep(1, 'succeeded'), aStep(2)], progress: { done: 1, total: 2 } }),
        changed('other'),
      ],
    ])
  })

  it('tell of a task before they tell of its log', () => {
    const { batch, sent } = aBatch()
    batch.add(changed('t', { state: 'queued' }))
    batch.add(logged('t', 0, 'a line'))
    batch.add(changed('t', { state: 'succeeded' }))
    batch.flush()
    expect(sent[0]?.map(({ name }) => name)).toEqual(['task:changed', 'task:logged'])
  })

  it('carry the lines of each log as one piece', () => {
    const { batch, sent } = aBatch()
    for (const event of [logged('t', 7, 'a'), logged('u', 0, 'x'), logged('t', 8, 'b', 'c'), logged('t', 10, 'd')])
      batch.add(event)
    batch.flush()
    expect(sent).toEqual([[logged('t', 7, 'a', 'b', 'c', 'd'), logged('u', 0, 'x')]])
  })

  it('say once that clusters have changed', () => {
    const { batch, sent } = aBatch()
    for (const event of [clustersChanged, runsChanged('a'), clustersChanged, runsChanged('a')]) batch.add(event)
    batch.flush()
    expect(sent).toEqual([[clustersChanged, runsChanged('a'), runsChanged('a')]])
  })

  it('are not sent where there are none, or after the end', () => {
    const { batch, sent } = aBatch()
    batch.flush()
    batch.add(runsChanged('a'))
    batch[Symbol.dispose]()
    vi.advanceTimersByTime(batchMs)
    expect(sent).toEqual([])
  })
})
