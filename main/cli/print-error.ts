import type { RecordedError } from '../store/events.ts'
import { printableLine } from '../system/printable.ts'
import { tail } from '../system/exec.ts'

/** An error as a person reads it: what was being done and what happened; then what was run; then what to do. */
export function errorText({ title, message, command, stderrTail, hint }: Omit<RecordedError, 'code'>): string {
  const lines = [printableLine(`${title}: ${message}`)]
  if (command) lines.push(`  $ ${command}`)
  if (stderrTail && stderrTail.trim() !== message)
    lines.push(
      ...tail(stderrTail, 6)
        .split('\n')
        .map((line) => `  ${line}`),
    )
  if (hint) lines.push(`  ${hint}`)
  return lines.join('\n')
}
