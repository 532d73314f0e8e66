import { isIP } from 'node:net'
import type { PodExecOptions, PodExecResult } from '../../clusters/cluster.ts'
import { LabError } from '../../system/errors.ts'
import type { ProbeContext } from '../probe.ts'
import { parseLook, type Answer } from './parse-look.ts'
import { keyOf, type Attempt } from './record.ts'
import { tryArguments, type Dial } from './try-script.ts'

/** Where attempts start from, and what each has to dial. */
export interface Places {
  exec(from: string, argv: readonly string[], options: PodExecOptions): Promise<PodExecResult>
  dial(attempt: Attempt): Dial
}

export interface Look {
  readonly answers: ReadonlyMap<string, Answer>
  /** When the last of the sources had begun to try. */
  readonly begunAtMs: number
}

/** All attempts once: one command a source, all sources at the same time. What fails is an error of these attempts alone. */
export async function look(
  context: Pick<ProbeContext, 'record' | 'signal'>,
  places: Places,
  part: string,
  attempts: readonly Attempt[],
  patienceMs?: number,
): Promise<Look> {
  const sources = [...new Set(attempts.map(({ from }) => from))]
  const seen = await Promise.all(
    sources.map(async (source) => {
      const own = attempts.filter(({ from }) => from === source)
      const { answers, begunAtMs } = await lookFrom(context, places, `${part} from ${source}`, own, patienceMs)
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

async function lookFrom(
  { record, signal }: Pick<ProbeContext, 'record' | 'signal'>,
  places: Places,
  part: string,
  attempts: readonly Attempt[],
  patienceMs: number | undefined,
): Promise<{ readonly answers: readonly Answer[]; readonly begunAtMs: number }> {
  const dials = attempts.map((attempt) => places.dial(attempt))
  const argv = tryArguments(dials, patienceMs)
  let begunAtMs = 0
  const onStdout = () => {
    begunAtMs ||= Date.now()
  }
  try {
    const source = attempts[0]?.from ?? ''
    const { stdout } = await record(part, argv, () => places.exec(source, argv, { signal, onStdout }))
    return { answers: parseLook(stdout, dials), begunAtMs: begunAtMs || Date.now() }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof LabError)) throw error
    const failed: Answer = { reach: 'error', note: error.details.message }
    return { answers: attempts.map(() => failed), begunAtMs: Date.now() }
  }
}

/** An answer of another server is not the one that was asked for. */
function checked({ to }: Attempt, answer: Answer | undefined): Answer {
  if (!answer) return { reach: 'error', note: 'the try printed nothing' }
  const asked = isIP(to) === 0 ? to : 'outside'
  if (answer.server === undefined || answer.server === asked) return answer
  return { reach: 'error', note: `${answer.server} answered instead` }
}
