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
    forEachLine(subprocess, 'stderr', options.onStderrLine),
    forEachLine(subprocess, 'stdout', options.onStdoutLine),
  ])
  signal?.throwIfAborted()
  const wasEndedHere = result.timedOut || result.isMaxBuffer
  const exitCode =
    result.exitCode ?? (onFailure === 'return' && !wasEndedHere ? exitCodeOfSignal(result.signal) : undefined)
  if (exitCode === undefined || result.isMaxBuffer) throw startOrEndError(file, args, result, options)
  const commandResult = { stdout: result.stdout, stderr: result.stderr, exitCode }
  if (exitCode !== 0 && onFailure === 'throw') throw failure(file, args, commandResult, options)
  return commandResult
}

/** As shells report a process that a signal ended. */
const exitCodeOfSignal = (signal: NodeJS.Signals | undefined): number | undefined =>
  signal && 128 + constants.signals[signal]

async function forEachLine(
  subprocess: { iterable(options: { from: 'stderr' | 'stdout' }): AsyncIterable<unknown> },
  from: 'stderr' | 'stdout',
  onLine?: (line: string) => void,
) {
  if (!onLine) return
  try {
    for await (const line of subprocess.iterable({ from })) onLine(String(line))
  } catch (error) {
    // The subprocess itself is asked for its failure; a reader must not report it a second time.
    if (!(error instanceof ExecaError)) throw error
  }
}

interface FailedStart {
  readonly code?: string
  readonly timedOut: boolean
  readonly isMaxBuffer?: boolean
  readonly signal?: string
  readonly shortMessage?: string
  readonly stderr: string
}

function startOrEndError(
  file: string,
  args: readonly string[],
  result: FailedStart,
  { doing, hint, timeoutMs, mostOutputBytes: most = mostOutputBytes }: ExecOptions,
): LabError {
  const base = { title: `Cannot ${doing ?? `run ${file}`}`, command: shellQuote(file, args), ...(hint && { hint }) }
  if (result.code === 'ENOENT')
    return new LabError({ ...base, code: 'missing-tool', message: `${file} is not installed or not on PATH.` })
  if (result.timedOut)
    return new LabError({
      ...base,
      code: 'timed-out',
      message: `${file} did not end within ${String((timeoutMs ?? 0) / 1000)} s.`,
      stderrTail: tail(result.stderr),
    })
  if (result.isMaxBuffer)
    return new LabError({
      ...base,
      code: 'command-failed',
      message: `${file} printed more than ${String(most / 1024 ** 2)} MiB, and was ended.`,
      stderrTail: tail(result.stderr),
    })
  const how = result.signal
    ? `was ended by ${result.signal}`
    : `did not run (${result.code ?? result.shortMessage ?? 'unknown'})`
  return new LabError({ ...base, code: 'command-failed', message: `${file} ${how}.`, stderrTail: tail(result.stderr) })
}

function failure(file: string, args: readonly string[], result: CommandResult, { doing, hint }: ExecOptions): LabError {
  const stderrTail = tail(result.stderr)
  const lastLine = stderrTail.split('\n').findLast((line) => line.trim() !== '')
  return new LabError({
    code: 'command-failed',
    title: `Cannot ${doing ?? `run ${file}`}`,
    message: lastLine ?? `${file} ended with exit code ${String(result.exitCode)} and printed no error.`,
    command: shellQuote(file, args),
    exitCode: result.exitCode,
    stderrTail,
    ...(hint && { hint }),
  })
}

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
  if (ended.exitCode === undefined) throw startOrEndError(file, args, startFailure(ended), { doing })
  throw failure(file, args, { stdout: '', stderr: '', exitCode: ended.exitCode }, { doing })
}

const startFailure = ({ code, timedOut, signal, shortMessage }: Omit<FailedStart, 'stderr'>): FailedStart => ({
  timedOut,
  stderr: '',
  ...(code !== undefined && { code }),
  ...(signal !== undefined && { signal }),
  ...(shortMessage !== undefined && { shortMessage }),
})
