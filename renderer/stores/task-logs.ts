import { shallowReactive } from 'vue'
import type { LogPart } from '../../main/lab/tasks/task.ts'
import { useLab } from '../composables/use-lab.ts'
import { useConnection } from './connection.ts'
import { emptyLog, extendLog, logOf, longestLog, type TaskLog } from './task-log.ts'

interface OpenLog {
  viewers: number
  /** What came while the log is being read. */
  pending: LogPart[] | undefined
  reading: number
}

/** Logs of tasks that somebody views. Lines are never reactive one by one: each change is a new list. */
export function taskLogs() {
  const lab = useLab()
  const connection = useConnection()
  const open = new Map<string, OpenLog>()
  const logs = shallowReactive(new Map<string, TaskLog>())

  async function read(id: string, entry: OpenLog): Promise<void> {
    const mine = ++entry.reading
    entry.pending = []
    // What fails here is read again with the next connection; a task that is gone has no log.
    const answer = await lab['task:read']({ id, tail: longestLog }).catch(() => undefined)
    if (mine !== entry.reading || open.get(id) !== entry) return
    if (answer) logs.set(id, logOf(answer.log, entry.pending))
    entry.pending = undefined
  }

  function receive(id: string, part: LogPart): void {
    const entry = open.get(id)
    if (!entry) return
    if (entry.pending) {
      entry.pending.push(part)
      return
    }
    const extended = extendLog(logs.get(id) ?? emptyLog, part)
    if (extended === 'missing') void read(id, entry)
    else logs.set(id, extended)
  }

  connection.onEvent('task:logged', ({ id, ...part }) => {
    receive(id, part)
  })
  connection.onEachConnection(() => {
    for (const [id, entry] of open) void read(id, entry)
  })

  return {
    log: (id: string): TaskLog => logs.get(id) ?? emptyLog,
    /** Call `closeLog` as often. */
    openLog(id: string): void {
      const known = open.get(id)
      if (known) {
        known.viewers++
        return
      }
      const entry: OpenLog = { viewers: 1, pending: undefined, reading: 0 }
      open.set(id, entry)
      void read(id, entry)
    },
    closeLog(id: string): void {
      const entry = open.get(id)
      if (!entry || --entry.viewers > 0) return
      open.delete(id)
      logs.delete(id)
    },
  }
}
