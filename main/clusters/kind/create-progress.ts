/** What one line of kind's standard error says, where it is a plain pipe. */
export type CreateLine =
  | { readonly kind: 'begun'; readonly title: string }
  | { readonly kind: 'ended'; readonly title: string; readonly ok: boolean }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'other'; readonly text: string }

const marks = { '•': 'begun', '✓': 'ended', '✗': 'failed' } as const

/** Reads a line such as ` ✓ Preparing nodes 📦 📦`. Unknown lines are `other`: kind may gain steps, and none is required. */
export function parseCreateLine(line: string): CreateLine {
  const step = /^ ([•✓✗]) (.+)$/u.exec(line)
  const mark = step?.[1] as keyof typeof marks | undefined
  if (mark && step?.[2]) {
    const title = withoutDecoration(step[2])
    return marks[mark] === 'begun' ? { kind: 'begun', title } : { kind: 'ended', title, ok: marks[mark] === 'ended' }
  }
  const error = /^ERROR: (.+)$/u.exec(line)
  if (error?.[1]) return { kind: 'error', message: error[1] }
  return { kind: 'other', text: line }
}

/** kind ends each title with emoji and, while the step runs, with dots. */
const withoutDecoration = (title: string): string =>
  title.replace(/[\p{Extended_Pictographic}\uFE0F\u200D\s.]+$/u, '').trim()
