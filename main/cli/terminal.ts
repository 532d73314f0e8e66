import { LabError } from '../system/errors.ts'
import { printable } from '../system/printable.ts'

/** A line, or several, on standard output. */
export const say = (text: string): void => {
  process.stdout.write(`${printable(text)}\n`)
}

/** A line, or several, on standard error: what is not the result. */
export const tell = (text: string): void => {
  process.stderr.write(`${printable(text)}\n`)
}

/** Where progress may be drawn; absent where standard error is no terminal. */
export const progressScreen = (): NodeJS.WriteStream | undefined => (process.stderr.isTTY ? process.stderr : undefined)

/** A result as it is where it goes to a file or a program, and harmless where it goes to a terminal. */
export function print(text: string, to: 'stdout' | 'stderr' = 'stdout'): void {
  const stream = process[to]
  stream.write(stream.isTTY ? printable(text) : text)
}

/** Tells when standard output takes no more, and why. A reader that has seen enough, such as `head`, closes it: that is no error. */
export function watchOutput(ended: (error?: LabError) => void): void {
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    ended(code === 'EPIPE' ? undefined : unwritable(code, message))
  })
}

const unwritable = (code: string | undefined, message: string) =>
  new LabError({
    code: code === 'ENOSPC' ? 'no-space' : 'command-failed',
    title: 'Cannot write the result',
    message: code === 'ENOSPC' ? 'there is no space left where standard output goes.' : `${message}.`,
    hint: 'Write it to a file on a disk that has room, e.g. with --out FILE.',
  })
