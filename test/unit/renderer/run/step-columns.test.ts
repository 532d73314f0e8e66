import { describe, expect, it } from 'vitest'
import type { TaskStep } from '../../../../main/lab/tasks/task.ts'
import { stepColumns, stepsOfRecord } from '../../../../renderer/components/run/step-columns.ts'
import { anError } from '../../builders/run-events.ts'

const step = (title: string, change: Partial<TaskStep> = {}): TaskStep => ({
  id: 1,
  group: 'a',
  title,
  kind: 'create',
  state: 'succeeded',
  startedAtMs: 100,
  endedAtMs: 150,
  ...change,
})
const running = { state: 'running', endedAtMs: undefined } as const

describe('stepColumns', () => {
  it('has a column per variant in their order, and one for the whole only if there is something in it', () => {
    expect(stepColumns([step('Create')], ['b', 'a']).map(({ group }) => group)).toEqual(['b', 'a'])
    expect(stepColumns([step('Prepare', { group: null })], ['b']).map(({ group }) => group)).toEqual(['b', null])
  })

  it('folds steps of the same name, with their time together and the state of the last', () => {
    const steps = [step('Pausing'), step('Create'), step('Pausing', { ...running, startedAtMs: 500 })]
    expect(stepColumns(steps, ['a'])[0]).toEqual({
      group: 'a',
      steps: [
        { title: 'Pausing', state: 'running', times: 2, durationMs: 50, runningSinceMs: 500 },
        { title: 'Create', state: 'succeeded', times: 1, durationMs: 50 },
      ],
    })
  })

  it('tells probes together, and says which one runs', () => {
    const steps = [step('tcp a', { kind: 'probe' }), step('tcp b', { kind: 'probe', ...running })]
    expect(stepColumns(steps, ['a'])[0]).toMatchObject({ current: 'tcp b', steps: [{ title: 'Measuring', times: 2 }] })
  })

  it('shows the error of a step that failed, until it is done again', () => {
    const error = { code: 'timed-out', title: 'Cannot wait', message: 'it took too long.' } as const
    const failed = step('Waiting', { state: 'failed', error })
    expect(stepColumns([failed], ['a'])[0]?.steps[0]).toMatchObject({ state: 'failed', error })
    expect(stepColumns([failed, step('Waiting')], ['a'])[0]?.steps[0]).not.toHaveProperty('error')
  })
})

describe('stepsOfRecord', () => {
  it('reads the steps of the store, of which all have ended', () => {
    const record = { variant: 'a', title: 'Create', kind: 'create', startedAtMs: 100, durationMs: 50 } as const
    const error = anError()
    expect(stepsOfRecord([record, { ...record, error }])).toMatchObject([
      { group: 'a', state: 'succeeded', endedAtMs: 150 },
      { group: 'a', state: 'failed', error },
    ])
  })
})
