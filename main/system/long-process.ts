import { setTimeout as delay } from 'node:timers/promises'
import { execa } from 'execa'
import { LabError } from './errors.ts'
import { howItEnded, lastLineOf, processError, readLines, shellQuote, tail } from './exec.ts'
import { RecentLines } from './recent-lines.ts'

export interface ProcessEnd {
  /** In words, e.g. "ended with exit code 1". */
  readonly how: string
  /** The last lines of its standard error, or of its standard output when there are none. */
  readonly outputTail: string
}

/** A process that runs beside the program, listened to line by line. */
export interface LongProcess extends AsyncDisposable {
  readonly pid: number
  /** As a line that can be pasted into a shell. */
  readonly command: string
  /** Resolves when it has ended, however; never rejects. */
  readonly exited: Promise<ProcessEnd>
  /** How it ended, if it has. */
  readonly end: ProcessEnd | undefined
  /**
   * The first line of standard output that matches, also among those printed before the call.
   * @throws LabError `command-failed` when it ends before, `timed-out`; the signal's reason when aborted.
   */
  waitForLine(pattern: RegExp, options: { signal: AbortSignal; timeoutMs: number }): Promise<RegExpExecArray>
}

/** A program that ends by itself at the end of its input gets this long before it is killed. */
const disposeGraceMs = 2_000

/**
 * Starts `file` without a shell and does not wait for its end. Disposing it closes its input, and kills it when that does not end it.
 * @throws LabError `missing-tool` | `command-failed` when it cannot be started.
 */
export async function startLongProcess(
  file: string,
  args: readonly string[],
  { doing }: { /** For the error's title: "Cannot " + this. */ readonly doing: string },
): Promise<LongProcess> {
  const subprocess = execa(file, [...args], {
    stdin: 'pipe',
    // A group of its own: Ctrl-C in a terminal must reach this program first, not what it measures with.
    killDescendants: true,
    forceKillAfterDelay: disposeGraceMs,
    reject: false,
    buffer: false,
  })
  const { pid } = subprocess
  if (pid === undefined) throw processError({ file, args, doing }, await subprocess)
  // That its input is gone when it has just ended is told by `exited`, not by an uncaught EPIPE.
  subprocess.stdin.on('error', () => undefined)
  const { stdout, stderr, exited } = listenTo(subprocess)
  const command = shellQuote(file, args)
  const title = `Cannot ${doing}`
  let end: ProcessEnd | undefined
  void exited.then((how) => (end = how))
  return {
    pid,
    command,
    exited,
    get end() {
      return end
    },
    async waitForLine(pattern, { signal, timeoutMs }) {
      const settled = new AbortController()
      const tooLate = delay(timeoutMs, undefined, { signal: AbortSignal.any([signal, settled.signal]) }).then(() => {
        const message = `${file} did not answer within ${String(timeoutMs / 1000)} s.`
        throw new LabError({ code: 'timed-out', title, message, command, stderrTail: tail(stderr.lines.join('\n')) })
      })
      const tooEarly = exited.then(({ how, outputTail }) => {
        const message = lastLineOf(outputTail) ?? `${file} ${how}.`
        throw new LabError({ code: 'command-failed', title, message, command, stderrTail: outputTail })
      })
      try {
        return await Promise.race([stdout.find(pattern), tooEarly, tooLate])
      } catch (error) {
        signal.throwIfAborted()
        throw error
      } finally {
        settled.abort()
      }
    },
    async [Symbol.asyncDispose]() {
      subprocess.stdin.end()
      const late = setTimeout(() => subprocess.kill(), disposeGraceMs)
      await exited
      clearTimeout(late)
    },
  }
}

function listenTo(subprocess: Parameters<typeof readLines>[0] & PromiseLike<Parameters<typeof howItEnded>[0]>) {
  const [stdout, stderr] = [new RecentLines(), new RecentLines()]
  const watch = async (): Promise<ProcessEnd> => {
    const [result] = await Promise.all([
      subprocess,
      readLines(subprocess, 'stdout', (line) => {
        stdout.add(line)
      }),
      readLines(subprocess, 'stderr', (line) => {
        stderr.add(line)
      }),
    ])
    const { lines } = stderr.isBlank ? stdout : stderr
    return { how: howItEnded(result), outputTail: tail(lines.join('\n')) }
  }
  return { stdout, stderr, exited: watch() }
}
