import { describe, expect, it } from 'vitest'
import type { LogPart } from '../../../../main/lab/tasks/task.ts'
import { useTasks } from '../../../../renderer/stores/tasks.ts'
import { pageOf, settled } from '../fake-lab.ts'
import { aTask, someLines } from './a-task.ts'

const part = (from: number, to: number): LogPart => ({ from, lines: someLines(from, to) })
const logged = (id: string, { from, lines }: LogPart) =>
  ({ name: 'task:logged', payload: { id, from, lines } }) as const

/** A page that views the log of `t`, which the service has as `log`. */
async function viewing(log: LogPart) {
  const lab = pageOf({ 'task:list': () => [aTask('t')], 'task:read': () => ({ task: aTask('t'), log }) })
  const tasks = useTasks()
  await lab.connect()
  await lab.answer()
  tasks.openLog('t')
  await settled()
  return { lab, tasks }
}

describe('the mirror of a log', () => {
  it('asks for as many lines as it keeps, and adds what is logged', async () => {
    const { lab, tasks } = await viewing(part(0, 3))
    expect(lab.asked.at(-1)).toMatchObject({ call: 'task:read', input: { id: 't', tail: 5000 } })
    await lab.answer()
    lab.emit(logged('t', part(3, 5)))
    expect(tasks.log('t')).toEqual(part(0, 5))
  })

  it('shows no line twice when parts overlap with what was read', async () => {
    const { lab, tasks } = await viewing(part(0, 4))
    lab.emit(logged('t', part(2, 4)), logged('t', part(4, 6)))
    await lab.answer()
    lab.emit(logged('t', part(5, 8)))
    expect(tasks.log('t')).toEqual(part(0, 8))
  })

  it('reads the log again when lines are missing', async () => {
    const { lab, tasks } = await viewing(part(0, 2))
    await lab.answer()
    lab.answers['task:read'] = () => ({ task: aTask('t'), log: part(0, 7) })
    lab.emit(logged('t', part(5, 7)))
    expect(tasks.log('t')).toEqual(part(0, 2))
    await settled()
    await lab.answer()
    expect(tasks.log('t')).toEqual(part(0, 7))
  })

  it('keeps the last 5,000 lines', async () => {
    const { lab, tasks } = await viewing(part(0, 4999))
    await lab.answer()
    lab.emit(logged('t', part(4999, 5010)))
    expect(tasks.log('t')).toEqual(part(10, 5010))
  })

  it('reads an open log again with the next connection', async () => {
    const { lab, tasks } = await viewing(part(0, 2))
    await lab.answer()
    await lab.disconnect()
    lab.answers['task:read'] = () => ({ task: aTask('t'), log: part(0, 9) })
    await lab.connect()
    await lab.answer()
    expect(tasks.log('t')).toEqual(part(0, 9))
  })

  it('keeps a log until its last viewer has gone, and then listens no more', async () => {
    const { lab, tasks } = await viewing(part(0, 2))
    await lab.answer()
    tasks.openLog('t')
    tasks.closeLog('t')
    expect(tasks.log('t')).toEqual(part(0, 2))
    tasks.closeLog('t')
    lab.emit(logged('t', part(2, 3)))
    expect(tasks.log('t').lines).toEqual([])
  })
})
