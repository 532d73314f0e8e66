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
  const bySource = [...Map.groupBy(attempts, ({ from }) => from)]
  const seen = await Promise.all(
    bySource.map(([source, own]) => observeFrom(source, context, dialer, `${part} from ${source}`, own, timeoutMs)),
  )
  return {
    answers: new Map(seen.flatMap(({ answers }) => [...answers])),
    begunAtMs: Math.max(...seen.map(({ begunAtMs }) => begunAtMs)),
  }
}

async function observeFrom(
  source: string,
  { record, signal }: Pick<ProbeContext, 'record' | 'signal'>,
  dialer: Dialer,
  part: string,
  attempts: readonly Attempt[],
  timeoutMs: number | undefined,
): Promise<Observation> {
  const dials = attempts.map((attempt) => dialer.dial(attempt))
  const argv = checkArguments(dials, timeoutMs)
  let begunAtMs: number | undefined
  const onStdout = () => {
    begunAtMs ??= performance.now()
  }
  const each = (answerOf: (attempt: Attempt, index: number) => Answer) =>
    new Map(attempts.map((attempt, index) => [keyOf(attempt), answerOf(attempt, index)]))
  try {
    const { stdout } = await record(part, argv, () => dialer.exec(source, argv, { signal, onStdout }))
    const answers = parseObservation(stdout, dials)
    return {
      answers: each((attempt, index) => checked(attempt, answers[index])),
      begunAtMs: begunAtMs ?? performance.now(),
    }
  } catch (error) {
    const failed: Answer = { connectivity: 'error', note: failureOf(error, signal).message }
    return { answers: each(() => failed), begunAtMs: performance.now() }
  }
}

/** An answer of another server is not the one that was asked for. */
function checked({ to }: Attempt, answer: Answer | undefined): Answer {
  if (!answer) return { connectivity: 'error', note: 'the check printed nothing' }
  const asked = isIP(to) === 0 ? to : 'outside'
  if (answer.server === undefined || answer.server === asked) return answer
  return { connectivity: 'error', note: `${answer.server} answered instead` }
}
