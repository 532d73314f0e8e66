import { setTimeout as delay } from 'node:timers/promises'
import { execa, ExecaError, type ResultPromise } from 'execa'
import { LabError } from './errors.ts'
import { shellQuote, tail } from './exec.ts'
import { RecentLines } from './recent-lines.ts'

export interface LongProcessOptions {
  /** What is being done, for the error's title: "Cannot " + this. */
  readonly doing: string
}

export interface ProcessEnd {
  /** In words, e.g. "ended with exit code 1". */
  readonly how: string
  /** The last lines of its standard error, or of its standard output when there are none. */
  readonly outputTail: string
}

/** A process that runs beside the program: spoken to through its standard input, listened to line by line. */
export interface LongProcess extends AsyncDisposable {
  readonly pid: number
  /** As a line that can be pasted into a shell. */
  readonly command: string
  /** Resolves when it has ended, however; never rejects. */
  readonly exited: Promise<ProcessEnd>
  /** How it ended, if it has. */
  readonly end: ProcessEnd | undefined
  write(text: string): void
  /**
   * The first line of standard output that matches, also among those printed before the call.
   * @throws LabError `command-failed` when it ends before, `timed-out`; the signal's reason when aborted.
   */
  waitForLine(pattern: RegExp, options: { signal: AbortSignal; timeoutMs: number }): Promise<RegExpExecArray>
}

type Subprocess = ResultPromise<typeof execaOptions>

/** A program that ends by itself at the end of its input gets this long before it is killed. */
const disposeGraceMs = 2_000

const execaOptions = {
  stdin: 'pipe',
  // A group of its own: Ctrl-C in a terminal must reach this program first, not what it measures with.
  killDescendants: true,
  forceKillAfterDelay: disposeGraceMs,
  reject: false,
  buffer: false,
} as const

/**
 * Starts `file` without a shell and does not wait for its end. Disposing it closes its input, and kills it when that does not end it.
 * @throws LabError `missing-tool` | `command-failed` when it cannot be started.
 */
export async function startLongProcess(
  file: string,
  args: readonly string[],
  { doing }: LongProcessOptions,
): Promise<LongProcess> {
  const subprocess = execa(file, [...args], execaOptions)
  const running = new RunningProcess(subprocess, { title: `Cannot ${doing}`, file, command: shellQuote(file, args) })
  if (subprocess.pid === undefined) throw startError(await subprocess, running.named)
  return running
}

interface Named {
  readonly title: string
  readonly file: string
  readonly command: string
}

class RunningProcess implements LongProcess {
  readonly named: Named
  readonly exited: Promise<ProcessEnd>
  readonly #subprocess: Subprocess
  readonly #stdout = new RecentLines()
  readonly #stderr = new RecentLines()
  #end: ProcessEnd | undefined

  constructor(subprocess: Subprocess, named: Named) {
    this.named = named
    this.#subprocess = subprocess
    // Writing to a process that has just ended is told by `exited`, not by an uncaught EPIPE.
    subprocess.stdin.on('error', () => undefined)
    this.exited = this.#watch()
  }

  get pid(): number {
    return this.#subprocess.pid ?? 0
  }

  get command(): string {
    return this.named.command
  }

  get end(): ProcessEnd | undefined {
    return this.#end
  }

  write(text: string): void {
    this.#subprocess.stdin.write(text)
  }

  async waitForLine(
    pattern: RegExp,
    { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
  ): Promise<RegExpExecArray> {
    const settled = new AbortController()
    const either = AbortSignal.any([signal, settled.signal])
    const tooLate = delay(timeoutMs, undefined, { signal: either }).then(() => this.#timedOut(timeoutMs))
    const tooEarly = this.exited.then((end) => this.#endedEarly(end))
    try {
      return await Promise.race([this.#stdout.find(pattern), tooEarly, tooLate])
    } catch (error) {
      signal.throwIfAborted()
      throw error
    } finally {
      settled.abort()
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#subprocess.stdin.end()
    const settled = new AbortController()
    const grace = delay(disposeGraceMs, 'late', { signal: settled.signal }).catch(() => 'ended')
    const state = await Promise.race([this.exited, grace])
    settled.abort()
    if (state === 'late') this.#subprocess.kill()
    await this.exited
  }

  async #watch(): Promise<ProcessEnd> {
    const [result] = await Promise.all([
      this.#subprocess,
      collect(this.#subprocess.iterable({ from: 'stdout' }), this.#stdout),
      collect(this.#subprocess.iterable({ from: 'stderr' }), this.#stderr),
    ])
    const { lines } = this.#stderr.isBlank ? this.#stdout : this.#stderr
    this.#end = { how: howItEnded(result), outputTail: tail(lines.join('\n')) }
    return this.#end
  }

  #endedEarly({ how, outputTail }: ProcessEnd): never {
    const { title, file, command } = this.named
    const message = outputTail.split('\n').findLast((line) => line.trim() !== '') ?? `${file} ${how}.`
    throw new LabError({ code: 'command-failed', title, message, command, stderrTail: outputTail })
  }

  #timedOut(timeoutMs: number): never {
    const { title, file, command } = this.named
    const message = `${file} did not answer within ${String(timeoutMs / 1000)} s.`
    const stderrTail = tail(this.#stderr.lines.join('\n'))
    throw new LabError({ code: 'timed-out', title, message, command, stderrTail })
  }
}

async function collect(output: AsyncIterable<unknown>, lines: RecentLines): Promise<void> {
  try {
    for await (const line of output) lines.add(String(line))
  } catch (error) {
    // How the process failed is asked of the process itself.
    if (!(error instanceof ExecaError)) throw error
  }
}

interface Ended {
  readonly code?: string
  readonly exitCode?: number
  readonly signal?: string
  readonly shortMessage?: string
}

function startError({ code, shortMessage }: Ended, { title, file, command }: Named): LabError {
  if (code === 'ENOENT')
    return new LabError({ code: 'missing-tool', title, message: `${file} is not installed or not on PATH.`, command })
  return new LabError({ code: 'command-failed', title, message: shortMessage ?? `${file} did not start.`, command })
}

function howItEnded({ signal, exitCode, shortMessage }: Ended): string {
  if (signal) return `was ended by ${signal}`
  if (exitCode === undefined) return `did not run (${shortMessage ?? 'unknown'})`
  return `ended with exit code ${String(exitCode)}`
}
