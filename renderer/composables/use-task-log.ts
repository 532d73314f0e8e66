import { shallowRef, toValue, watch, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import type { LogLine, LogPart } from '../../main/lab/tasks/task.ts'
import { useConnection } from '../stores/connection.ts'
import { useLab } from './use-lab.ts'

const none: LogPart = { from: 0, lines: [] }
/** The service keeps as many. */
const longest = 5000

/**
 * The end of a task's log while somebody views it: read at first and with each connection, and then what is logged. Lines are never
 * reactive one by one: each change is a new list.
 */
export function useTaskLog(taskId: MaybeRefOrGetter<string | undefined>): Readonly<ShallowRef<LogPart>> {
  const lab = useLab()
  const connection = useConnection()
  const log = shallowRef(none)
  /** What came while the log is being read. */
  let pending: LogPart[] | undefined
  let reading = 0

  async function read(): Promise<void> {
    const mine = ++reading
    const id = toValue(taskId)
    if (id === undefined) return
    pending = []
    // What fails here is read again with the next connection; a task that is gone has no log.
    const answer = await lab['task:read']({ id, tail: longest }).catch(() => undefined)
    if (mine !== reading) return
    if (answer) log.value = pending.reduce((known, part) => extended(known, part) ?? part, shortened(answer.log))
    pending = undefined
  }

  connection.onEvent('task:logged', ({ id, ...part }) => {
    if (id !== toValue(taskId)) return
    if (pending) {
      pending.push(part)
      return
    }
    const longer = extended(log.value, part)
    if (longer) log.value = longer
    else void read()
  })
  watch(
    [() => toValue(taskId), () => connection.epoch],
    ([id], [before]) => {
      if (id !== before) log.value = none
      if (connection.epoch > 0) void read()
    },
    { immediate: true, flush: 'sync' },
  )
  return log
}

/** A log with what follows on it in `part`; undefined when lines between them are unknown. */
function extended({ from, lines }: LogPart, part: LogPart): LogPart | undefined {
  const next = from + lines.length
  if (part.from > next) return undefined
  const fresh = part.lines.slice(next - part.from)
  return fresh.length === 0 ? { from, lines } : shortened({ from, lines: [...lines, ...fresh] })
}

function shortened({ from, lines }: { readonly from: number; readonly lines: readonly LogLine[] }): LogPart {
  const surplus = Math.max(lines.length - longest, 0)
  return { from: from + surplus, lines: lines.slice(surplus) }
}
