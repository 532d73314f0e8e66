import { setTimeout } from 'node:timers/promises'
import type { Answer } from './parse-look.ts'
import type { Look } from './look.ts'
import { keyOf, type Attempt } from './record.ts'

export interface Settled {
  readonly answers: ReadonlyMap<string, Answer>
  readonly looks: number
  /** The last looks were alike, and as expected. */
  readonly stable: boolean
  /** When the first of those had begun. */
  readonly sinceMs?: number
}

interface Patience {
  readonly deadlineMs: number
  /** Looks in a row that must be as expected, and alike. */
  readonly looks: number
  /** The most that are done, however they are. */
  readonly atMost?: number
  readonly signal: AbortSignal
}

const longestPauseMs = 1_000

/** Looks again and again until what is seen is as expected and stays so, or until the time is over. */
export async function settle(
  lookOnce: (count: number) => Promise<Look>,
  attempts: readonly Attempt[],
  isExpected: (attempt: Attempt, answer: Answer) => boolean,
  { deadlineMs, looks, atMost = Number.POSITIVE_INFINITY, signal }: Patience,
): Promise<Settled> {
  const startedAtMs = Date.now()
  let run: { readonly seen: string; readonly sinceMs: number; readonly length: number } | undefined
  for (let count = 1; ; count += 1) {
    const { answers, begunAtMs } = await lookOnce(count)
    const seen = attempts.map((attempt) => answers.get(keyOf(attempt))?.reach ?? 'error').join(' ')
    const asExpected = attempts.every((attempt) => {
      const answer = answers.get(keyOf(attempt))
      return answer !== undefined && isExpected(attempt, answer)
    })
    run = !asExpected
      ? undefined
      : run?.seen === seen
        ? { ...run, length: run.length + 1 }
        : { seen, sinceMs: begunAtMs, length: 1 }
    if (run && run.length >= looks) return { answers, looks: count, stable: true, sinceMs: run.sinceMs }
    if ((Date.now() - startedAtMs > deadlineMs && !run) || count >= atMost)
      return { answers, looks: count, stable: false }
    if (Date.now() - startedAtMs > 2 * deadlineMs) return { answers, looks: count, stable: false }
    if (!run) await setTimeout(Math.min(longestPauseMs, 100 * 2 ** count), undefined, { signal })
  }
}
