import { problem, type Check, type Outcome } from '../../clusters/check.ts'
import type { Machine } from '../../clusters/machine.ts'
import { toLabErrorDetails } from '../../system/errors.ts'
import { unlessAborted } from '../../system/unless-aborted.ts'
import { allChecks, type CheckResult, type NeededCheck } from './checks/index.ts'
import { thisMachine, type MachineOptions } from './context.ts'
import { readinessOf, type Readiness } from './readiness.ts'

const timeLimitMs = 40_000

export interface Examination {
  readonly findings: readonly CheckResult[]
  readonly runtimes: readonly Readiness[]
}

/** Makes every check of this machine, and says which runtimes are ready. @throws the signal's reason when aborted */
export async function examineThisMachine(options: MachineOptions, signal: AbortSignal): Promise<Examination> {
  const findings = await examine(await allChecks(), thisMachine(options, signal), { signal })
  return { findings, runtimes: readinessOf(findings) }
}

interface ExamineOptions {
  readonly signal: AbortSignal
  readonly timeLimitMs?: number
}

/**
 * Makes every check at once; one that throws, or takes too long, is a problem like others.
 * @throws the signal's reason when aborted
 */
export async function examine(
  checks: readonly NeededCheck[],
  machine: Machine,
  { signal, timeLimitMs: limitMs = timeLimitMs }: ExamineOptions,
): Promise<readonly CheckResult[]> {
  return Promise.all(
    checks.map(async ({ id, title, neededFor, check }) => {
      const tooLong = AbortSignal.timeout(limitMs)
      const limited = AbortSignal.any([signal, tooLong])
      const outcome = await unlessAborted(outcomeOf(check, machine, limited), limited).catch((error: unknown) => {
        signal.throwIfAborted()
        return tooLong.aborted
          ? problem(`it took longer than ${String(limitMs / 1000)} s.`, askAgain)
          : asProblem(error)
      })
      return { id, title, neededFor, ...outcome }
    }),
  )
}

/** Asynchronous from its first step: what it throws is then always a rejection. */
const outcomeOf = async (check: Check['check'], machine: Machine, signal: AbortSignal) => check(machine, signal)

/** What to paste where nothing better is known: a machine under load, or an engine that starts, answers the second time. */
const askAgain = 'cnilab doctor'

function asProblem(thrown: unknown): Outcome {
  const { title, message, command, hint } = toLabErrorDetails(thrown, 'The check failed')
  return problem(`${title}: ${message}`, hint ?? command ?? askAgain)
}
