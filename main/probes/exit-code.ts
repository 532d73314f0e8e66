import { LabError } from '../system/errors.ts'

interface Ended {
  readonly exitCode: number
  readonly durationMs: number
  readonly stderr: string
}

/** By SIGKILL, as `timeout -s KILL` ends what takes too long. */
export const killed = 137
/** What `timeout` itself ends with. Source: timeout(1). */
const timedOut = 124
const timeoutFailed = 125
const notRunnable = 126
const notFound = 127
/** A shell, and `timeout`, add the number of the signal that ended a command. */
const signalled = 128

/**
 * Refuses the output of a program that did not end by itself: it may be cut off anywhere, so that reading it would put the blame on
 * the output. Other codes are the program's own, and its output says what they mean.
 * @throws LabError `timed-out` | `probe-failed`
 */
export function checkEnd(program: string, deadlineMs: number, { exitCode, durationMs, stderr }: Ended): void {
  const reason = reasonOf(program, deadlineMs, exitCode, durationMs)
  if (!reason) return
  const stderrTail = stderr.slice(-500)
  throw new LabError({
    title: `Cannot measure with ${program}`,
    exitCode,
    ...reason,
    ...(stderrTail && { stderrTail }),
  })
}

function reasonOf(program: string, deadlineMs: number, exitCode: number, durationMs: number) {
  if (exitCode === timedOut || (exitCode === killed && durationMs >= deadlineMs))
    return {
      code: 'timed-out',
      message: `it was still running after ${String(Math.ceil(deadlineMs / 1000))} s, and was ended.`,
      hint: 'A server that hangs or a path that drops packets does this. Run again; with --keep the cluster stays.',
    } as const
  if (exitCode === killed)
    return {
      code: 'probe-failed',
      message: 'the kernel ended it with SIGKILL.',
      hint: 'Mostly this is a lack of memory: dmesg names what was ended. Compare fewer variants at a time.',
    } as const
  if (exitCode === notFound || exitCode === notRunnable || exitCode === timeoutFailed)
    return {
      code: 'missing-tool',
      message: `${program} could not be started in the client Pod.`,
      hint: `Check that the client image holds ${program} and timeout; without images, that this machine does.`,
    } as const
  if (exitCode <= signalled) return undefined
  return {
    code: 'probe-failed',
    message: `signal ${String(exitCode - signalled)} ended it.`,
    hint: 'Something in the cluster ended the client. Run again.',
  } as const
}
