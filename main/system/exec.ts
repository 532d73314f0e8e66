import { constants } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { execa, ExecaError } from 'execa'
import { LabError } from './errors.ts'

export interface ExecOptions {
  /** Ends the process and its children; the returned promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  readonly input?: string
  readonly timeoutMs?: number
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Each line of standard error as it comes. */
  readonly onStderrLine?: (line: string) => void
  /** Each line of standard output as it comes. */
  readonly onStdoutLine?: (line: string) => void
  /** What is being done, for the error's title: "Cannot " + this. */
  readonly doing?: string
  /** What to do when it fails. */
  readonly hint?: string
  /** Of each of its outputs; it is ended when it prints more. */
  readonly mostOutputBytes?: number
  /** `return` gives back a result with a non-zero exit code instead of throwing. */
  readonly onFailure?: 'throw' | 'return'
}

export interface CommandResult {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

/** Runs a process to its end. The one door through which this program starts processes; tests pass another. */
export type Exec = (file: string, args: readonly string[], options?: ExecOptions) => Promise<CommandResult>

const killGraceMs = 3_000
/** What a command may print, on each of its outputs: more than any that is asked here, and little beside this machine's memory. */
export const mostOutputBytes = 32 * 1024 * 1024
const tailLines = 12

/**
 * Runs `file` with `args`, without a shell.
 * @throws LabError `missing-tool` | `timed-out` | `command-failed`; the signal's reason when aborted.
 */
export const exec: Exec = async (file, args, options = {}) => {
  const { signal, onFailure = 'throw' } = options
  signal?.throwIfAborted()
  const subprocess = execa(file, [...args], {
    ...(signal && { cancelSignal: signal }),
    ...(options.input === undefined ? { stdin: 'ignore' } : { input: options.input }),
    ...(options.timeoutMs && { timeout: options.timeoutMs }),
    ...(options.env && { env: options.env }),
    killDescendants: true,
    forceKillAfterDelay: killGraceMs,
    reject: false,
    stripFinalNewline: false,
    maxBuffer: options.mostOutputBytes ?? mostOutputBytes,
  })
  const [result] = await Promise.all([
    subprocess,
    options.onStderrLine && readLines(subprocess, 'stderr', options.onStderrLine),
    options.onStdoutLine && readLines(subprocess, 'stdout', options.onStdoutLine),
  ])
  signal?.throwIfAborted()
  const wasEndedHere = result.timedOut || result.isMaxBuffer
  const exitCode =
    result.exitCode ?? (onFailure === 'return' && !wasEndedHere ? exitCodeOfSignal(result.signal) : undefined)
  const isFailure = exitCode === undefined || result.isMaxBuffer || (exitCode !== 0 && onFailure === 'throw')
  if (isFailure) throw processError({ file, args, ...options }, result, result.stderr)
  return { stdout: result.stdout, stderr: result.stderr, exitCode }
}

/** As shells report a process that a signal ended. */
const exitCodeOfSignal = (signal: NodeJS.Signals | undefined): number | undefined =>
  signal && 128 + constants.signals[signal]

/** Each line of an output as it comes, until it ends. */
export async function readLines(
  subprocess: { iterable(options: { from: 'stderr' | 'stdout' }): AsyncIterable<unknown> },
  from: 'stderr' | 'stdout',
  onLine: (line: string) => void,
): Promise<void> {
  try {
    for await (const line of subprocess.iterable({ from })) onLine(String(line))
  } catch (error) {
    // The subprocess itself is asked for its failure; a reader must not report it a second time.
    if (!(error instanceof ExecaError)) throw error
  }
}

/** What execa says of a process that has ended, or has not begun. */
interface Ended {
  readonly code?: string
  readonly exitCode?: number
  readonly signal?: string
  readonly shortMessage?: string
  readonly timedOut?: boolean
  readonly isMaxBuffer?: boolean
}

/** In words, e.g. "ended with exit code 1". */
export function howItEnded({ code, exitCode, signal, shortMessage }: Ended): string {
  if (signal) return `was ended by ${signal}`
  return exitCode === undefined
    ? `did not run (${code ?? shortMessage ?? 'unknown'})`
    : `ended with exit code ${String(exitCode)}`
}

type Started = Pick<ExecOptions, 'doing' | 'hint' | 'timeoutMs' | 'mostOutputBytes'> & {
  readonly file: string
  readonly args: readonly string[]
}

/** The error of a process that could not be started, or did not end well: its own last words where it had any. */
export function processError(
  { file, args, doing, hint, timeoutMs = 0, mostOutputBytes: most = mostOutputBytes }: Started,
  ended: Ended,
  stderr = '',
): LabError {
  const stderrTail = tail(stderr)
  const { exitCode } = ended
  const base = { title: `Cannot ${doing ?? `run ${file}`}`, command: shellQuote(file, args), ...(hint && { hint }) }
  const failed = { ...base, code: 'command-failed', stderrTail } as const
  if (ended.code === 'ENOENT')
    return new LabError({ ...base, code: 'missing-tool', message: `${file} is not installed or not on PATH.` })
  if (ended.timedOut)
    return new LabError({
      ...failed,
      code: 'timed-out',
      message: `${file} did not end within ${String(timeoutMs / 1000)} s.`,
    })
  if (ended.isMaxBuffer)
    return new LabError({
      ...failed,
      message: `${file} printed more than ${String(most / 1024 ** 2)} MiB, and was ended.`,
    })
  if (exitCode === undefined) return new LabError({ ...failed, message: `${file} ${howItEnded(ended)}.` })
  const message = lastLineOf(stderrTail) ?? `${file} ${howItEnded(ended)} and printed no error.`
  return new LabError({ ...failed, message, exitCode })
}

/** The last line that says something. */
export const lastLineOf = (text: string): string | undefined => text.split('\n').findLast((line) => line.trim() !== '')

/** The last lines of a text, enough to see a failure's cause. */
export const tail = (text: string, lines = tailLines): string => text.trimEnd().split('\n').slice(-lines).join('\n')

/** A command as a line that can be pasted into a shell. */
export const shellQuote = (file: string, args: readonly string[]): string =>
  [file, ...args].map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ')

/** Runs a program on this program's own terminal, such as a shell for the user, and gives back its exit code. */
export async function execInteractively(file: string, env: Readonly<Record<string, string>>): Promise<number> {
  const { exitCode } = await execa(file, [], { env, stdio: 'inherit', reject: false })
  return exitCode ?? 1
}

/** What a program that cannot work says, it says at once. */
const startGraceMs = 500

/**
 * Starts a program that outlives this one, such as a window of its own.
 * @throws LabError `missing-tool` | `command-failed` when it does not start, or fails at once
 */
export async function startDetached(
  file: string,
  args: readonly string[],
  { env, doing }: { readonly env: Readonly<Record<string, string>>; readonly doing: string },
): Promise<void> {
  const subprocess = execa(file, [...args], { env, detached: true, cleanup: false, stdio: 'ignore', reject: false })
  subprocess.nodeChildProcess.unref()
  const ended = await Promise.race([subprocess, delay(startGraceMs)])
  if (!ended || ended.exitCode === 0) return
  throw processError({ file, args, doing }, ended)
}
