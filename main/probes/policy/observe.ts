import { isIP } from 'node:net'
import type { PodExecOptions, PodExecResult } from '../../clusters/cluster.ts'
import type { ProbeContext } from '../probe.ts'
import { failureOf } from './failure.ts'
import { parseObservation, type Answer, type Answers } from './parse-observation.ts'
import { keyOf, type Attempt } from './record.ts'
import { checkArguments, type Dial } from './check-script.ts'

/** Where attempts start from, and what each has to dial. */
export interface Dialer {
  exec(from: string, argv: readonly string[], options: PodExecOptions): Promise<PodExecResult>
  dial(attempt: Attempt): Dial
}

export interface Observation {
  readonly answers: Answers
  /** When the last of the sources had begun, by `performance.now`. */
  readonly begunAtMs: number
}

/** One probe round, all attempts once: one command a source, all sources at the same time. What fails is an error of these attempts alone. */
export async function observe(
  context: Pick<ProbeContext, 'record' | 'signal'>,
  dialer: Dialer,
  part: string,
  attempts: readonly Attempt[],
  timeoutMs?: number,
): Promise<Observation> {
  const sources = [...new Set(attempts.map(({ from }) => from))]
  const seen = await Promise.all(
    sources.map(async (source) => {
      const own = attempts.filter(({ from }) => from === source)
      const { answers, begunAtMs } = await observeFrom(context, dialer, `${part} from ${source}`, own, timeoutMs)
      return {
        begunAtMs,
        answers: own.map((attempt, index) => [keyOf(attempt), checked(attempt, answers[index])] as const),
      }
    }),
  )
  return {
    answers: new Map(seen.flatMap(({ answers }) => answers)),
    begunAtMs: Math.max(...seen.map(({ begunAtMs }) => begunAtMs)),
  }
}

async function observeFrom(
  { record, signal }: Pick<ProbeContext, 'record' | 'signal'>,
  dialer: Dialer,
  part: string,
  attempts: readonly Attempt[],
  timeoutMs: number | undefined,
): Promise<{ readonly answers: readonly Answer[]; readonly begunAtMs: number }> {
  const dials = attempts.map((attempt) => dialer.dial(attempt))
  const argv = checkArguments(dials, timeoutMs)
  let begunAtMs = 0
  const onStdout = () => {
    begunAtMs ||= performance.now()
  }
  try {
    const source = attempts[0]?.from ?? ''
    const { stdout } = await record(part, argv, () => dialer.exec(source, argv, { signal, onStdout }))
    return { answers: parseObservation(stdout, dials), begunAtMs: begunAtMs || performance.now() }
  } catch (error) {
    const failed: Answer = { connectivity: 'error', note: failureOf(error, signal).message }
    return { answers: attempts.map(() => failed), begunAtMs: performance.now() }
  }
}

/** An answer of another server is not the one that was asked for. */
function checked({ to }: Attempt, answer: Answer | undefined): Answer {
  if (!answer) return { connectivity: 'error', note: 'the check printed nothing' }
  const asked = isIP(to) === 0 ? to : 'outside'
  if (answer.server === undefined || answer.server === asked) return answer
  return { connectivity: 'error', note: `${answer.server} answered instead` }
}
