import type { LogLine, LogPart } from '../../main/lab/tasks/task.ts'

/** The end of a task's log: `lines[0]` is line number `from`. */
export type TaskLog = LogPart

export const emptyLog: TaskLog = { from: 0, lines: [] }
export const longestLog = 5000

/** What follows on `log` in `part`: `missing` when lines between them are unknown. */
export function extendLog(log: TaskLog, part: LogPart): TaskLog | 'missing' {
  const next = log.from + log.lines.length
  if (part.from > next) return 'missing'
  const fresh = part.lines.slice(next - part.from)
  return fresh.length === 0 ? log : shortened(log.from, [...log.lines, ...fresh])
}

/** A log as read, with the parts that came while it was. The service has the same limit: a part that does not follow replaces. */
export function logOf(read: LogPart, parts: readonly LogPart[]): TaskLog {
  const start = shortened(read.from, read.lines)
  return parts.reduce((log, part) => {
    const extended = extendLog(log, part)
    return extended === 'missing' ? part : extended
  }, start)
}

function shortened(from: number, lines: readonly LogLine[]): TaskLog {
  const surplus = Math.max(lines.length - longestLog, 0)
  return surplus === 0 ? { from, lines } : { from: from + surplus, lines: lines.slice(surplus) }
}
