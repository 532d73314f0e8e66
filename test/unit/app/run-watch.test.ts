import { beforeEach, describe, expect, it } from 'vitest'
import type { LabEvent } from '../../../main/api/contract.ts'
import { RunWatch, type RunEnd } from '../../../main/app/run-watch.ts'
import type { TaskChange, TaskKind, TaskState } from '../../../main/lab/tasks/task.ts'

const change = (state: TaskState, tookMs = 90_000, kind: TaskKind = 'run'): LabEvent => {
  const payload: TaskChange = {
    id: '1',
    kind,
    title: 'Flannel and Cilium',
    subject: {},
    state,
    changedSteps: [],
    createdAtMs: 0,
    startedAtMs: 1000,
    ...(state === 'running' ? {} : { endedAtMs: 1000 + tookMs }),
  }
  return { name: 'task:changed', payload }
}

let busy: boolean[]
let ends: RunEnd[]
let watch: RunWatch

beforeEach(() => {
  busy = []
  ends = []
  watch = new RunWatch({ busy: (is) => busy.push(is), ended: (end) => ends.push(end) })
})

describe('RunWatch', () => {
  it('tells when runs begin and end, and of the end of a long one', () => {
    watch.events([change('running'), change('running')])
    watch.events([change('succeeded')])
    expect(busy).toEqual([true, false])
    expect(ends).toEqual([{ title: 'The experiment is complete', text: 'Flannel and Cilium' }])
  })

  it('tells nothing of a short run, nor of one that a person ended', () => {
    watch.events([change('running'), change('succeeded', 59_000)])
    watch.events([change('running'), change('cancelled')])
    expect(ends).toEqual([])
  })

  it('does not take making a cluster for a run', () => {
    watch.events([change('running', 0, 'cluster-create')])
    expect(watch.isBusy).toBe(false)
  })

  it('takes up what runs already when it is connected', () => {
    const { payload } = change('running') as Extract<LabEvent, { name: 'task:changed' }>
    watch.reset([payload])
    expect(watch.isBusy).toBe(true)
    watch.reset([])
    expect(busy).toEqual([true, false])
  })
})
