import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TaskLog } from '../../../../main/lab/tasks/task-log.ts'
import type { LogLine } from '../../../../main/lab/tasks/task.ts'

const aLine = (n: number): LogLine => ({ atMs: n, group: null, text: `line ${String(n)}` })

function aLog(lines: number, capacity: number): TaskLog {
  const log = new TaskLog(capacity)
  for (let n = 0; n < lines; n++) log.add(aLine(n))
  return log
}

describe('the log of a task', () => {
  it('is empty before anything was said', () => {
    expect(new TaskLog().tail(10)).toEqual({ from: 0, lines: [] })
  })

  it('forgets its oldest lines, and keeps the numbers of the others', () => {
    expect(aLog(7, 5).tail(10)).toEqual({ from: 2, lines: [2, 3, 4, 5, 6].map(aLine) })
  })

  it('holds 5 000 lines unless told otherwise', () => {
    const log = new TaskLog()
    for (let n = 0; n < 12_345; n++) log.add(aLine(n))
    const { from, lines } = log.tail(100_000)
    expect([from, lines.length, lines.at(-1)]).toEqual([7_345, 5_000, aLine(12_344)])
  })

  it('gives the end that is asked for, in order, whatever was said before', () => {
    const small = fc.nat(40)
    fc.assert(
      fc.property(small, fc.integer({ min: 1, max: 20 }), small, (count, capacity, most) => {
        const { from, lines } = aLog(count, capacity).tail(most)
        expect(lines).toEqual(Array.from({ length: Math.min(count, capacity, most) }, (_, n) => aLine(from + n)))
        expect(from + lines.length).toBe(count)
      }),
    )
  })
})
