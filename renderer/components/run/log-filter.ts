import type { LogLine } from '../../../main/lab/tasks/task.ts'

export interface LogFilter {
  /** Empty: of all. */
  readonly group: string
  readonly text: string
}

/** Lines of one variant that contain a text, whatever its case. All lines are given back as they are where nothing is asked. */
export function filterLog(lines: readonly LogLine[], { group, text }: LogFilter): readonly LogLine[] {
  const wanted = text.trim().toLowerCase()
  if (group === '' && wanted === '') return lines
  return lines.filter(
    (line) => (group === '' || line.group === group) && (wanted === '' || line.text.toLowerCase().includes(wanted)),
  )
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
export const clockTime = (ms: number): string => clock.format(ms)

/** As it goes to the clipboard. */
export const logText = (lines: readonly LogLine[]): string =>
  lines.map(({ atMs, group, text }) => [clockTime(atMs), group ?? '-', text].join('  ')).join('\n')
