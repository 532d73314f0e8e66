import { setTimeout as delay } from 'node:timers/promises'
import { runtimes } from '../../clusters/index.ts'
import { toLabErrorDetails } from '../../system/errors.ts'
import { problem, type Check, type CheckResult, type Outcome } from './check.ts'
import type { DoctorContext } from './context.ts'

const timeLimitMs = 40_000

interface ExamineOptions {
  readonly signal: AbortSignal
  readonly timeLimitMs?: number
}

/**
 * Makes every check at once; one that throws, or takes too long, is a problem like others.
 * @throws the signal's reason when aborted
 */
export async function examine(
  checks: readonly Check[],
  context: DoctorContext,
  { signal, timeLimitMs: limitMs = timeLimitMs }: ExamineOptions,
): Promise<readonly CheckResult[]> {
  return Promise.all(
    checks.map(async ({ id, title, neededFor, check }) => {
      const outcome = await within(limitMs, signal, (limited) => check(context, limited)).catch(asProblem)
      signal.throwIfAborted()
      return { id, title, neededFor: neededFor === 'every-runtime' ? runtimes.ids : neededFor, ...outcome }
    }),
  )
}

async function within(
  limitMs: number,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<Outcome>,
): Promise<Outcome> {
  const ended = new AbortController()
  const tooLong = `it took longer than ${String(limitMs / 1000)} s.`
  const either = AbortSignal.any([signal, ended.signal])
  const limit = delay(limitMs, undefined, { signal: either }).then(() => problem(tooLong, askAgain))
  try {
    return await Promise.race([run(either), limit])
  } finally {
    ended.abort()
    limit.catch(() => undefined)
  }
}

/** What to paste where nothing better is known: a machine under load, or an engine that starts, answers the second time. */
const askAgain = 'cnilab doctor'

function asProblem(thrown: unknown): Outcome {
  const { title, message, command, hint } = toLabErrorDetails(thrown, 'The check failed')
  return problem(`${title}: ${message}`, hint ?? command ?? askAgain)
}
