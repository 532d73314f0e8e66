import { effectScope, shallowRef } from 'vue'
import { describe, expect, it } from 'vitest'
import type { LogPart } from '../../../../main/lab/tasks/task.ts'
import { useTaskLog } from '../../../../renderer/composables/use-task-log.ts'
import { pageOf, settled } from '../fake-lab.ts'
import { aTask, someLines } from '../stores/a-task.ts'

const part = (from: number, to: number): LogPart => ({ from, lines: someLines(from, to) })
const logged = (id: string, { from, lines }: LogPart) =>
  ({ name: 'task:logged', payload: { id, from, lines } }) as const

/** A page that views the log of `t`, which the service has as `log`. */
async function viewing(log: LogPart) {
  const lab = pageOf({ 'task:read': () => ({ task: aTask('t'), log }) })
  const id = shallowRef<string | undefined>('t')
  const scope = effectScope()
  const shown = scope.run(() => useTaskLog(id)) ?? shallowRef<LogPart>()
  await lab.connect()
  return { lab, id, scope, shown }
}

describe('the mirror of a log', () => {
  it('asks for as many lines as it keeps, and adds what is logged', async () => {
    const { lab, shown } = await viewing(part(0, 3))
    expect(lab.asked.at(-1)).toMatchObject({ call: 'task:read', input: { id: 't', tail: 5000 } })
    await lab.answer()
    lab.emit(logged('t', part(3, 5)))
    expect(shown.value).toEqual(part(0, 5))
  })

  it('shows no line twice when parts overlap with what was read', async () => {
    const { lab, shown } = await viewing(part(0, 4))
    lab.emit(logged('t', part(2, 4)), logged('t', part(4, 6)))
    await lab.answer()
    lab.emit(logged('t', part(5, 8)))
    expect(shown.value).toEqual(part(0, 8))
  })

  it('reads the log again when lines are missing', async () => {
    const { lab, shown } = await viewing(part(0, 2))
    await lab.answer()
    lab.answers['task:read'] = () => ({ task: aTask('t'), log: part(0, 7) })
    lab.emit(logged('t', part(5, 7)))
    expect(shown.value).toEqual(part(0, 2))
    await settled()
    await lab.answer()
    expect(shown.value).toEqual(part(0, 7))
  })

  it('keeps the last 5,000 lines', async () => {
    const { lab, shown } = await viewing(part(0, 4999))
    await lab.answer()
    lab.emit(logged('t', part(4999, 5010)))
    expect(shown.value).toEqual(part(10, 5010))
  })

  it('reads an open log again with the next connection', async () => {
    const { lab, shown } = await viewing(part(0, 2))
    await lab.answer()
    await lab.disconnect()
    lab.answers['task:read'] = () => ({ task: aTask('t'), log: part(0, 9) })
    await lab.connect()
    await lab.answer()
    expect(shown.value).toEqual(part(0, 9))
  })

  it('is of another task as soon as another is viewed, and listens no more once nobody views it', async () => {
    const { lab, id, scope, shown } = await viewing(part(0, 2))
    await lab.answer()
    id.value = 'other'
    lab.emit(logged('t', part(2, 3)))
    expect(shown.value?.lines).toEqual([])
    await lab.answer()
    scope.stop()
    lab.emit(logged('other', part(2, 3)))
    expect(shown.value).toEqual(part(0, 2))
  })
})
