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
  const last: ReadonlyMap<string, Answer>[] = []
  let run: { readonly seen: string; readonly sinceMs: number; readonly length: number } | undefined
  for (let count = 1; ; count += 1) {
    const { answers, begunAtMs } = await lookOnce(count)
    last.push(answers)
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
    const timeIsOver = Date.now() - startedAtMs > (run ? 2 : 1) * deadlineMs
    if ((timeIsOver && count >= looks) || count >= atMost)
      return { answers: openInAny(attempts, last.slice(-looks)), looks: count, stable: false }
    if (!run) await setTimeout(Math.min(longestPauseMs, 100 * 2 ** count), undefined, { signal })
  }
}

/**
 * What was open in any of the last looks is open: that something got through proves that nothing blocks it, while a single silence
 * may be an accident of a busy machine.
 */
export function openInAny(
  attempts: readonly Attempt[],
  looks: readonly ReadonlyMap<string, Answer>[],
): ReadonlyMap<string, Answer> {
  return new Map(
    attempts.map((attempt) => {
      const key = keyOf(attempt)
      const answers = looks.flatMap((look) => look.get(key) ?? [])
      const open = answers.filter(({ reach }) => reach === 'open')
      const chosen: Answer = open.at(-1) ?? answers.at(-1) ?? { reach: 'error', note: 'nobody looked' }
      if (open.length === 0 || open.length === answers.length) return [key, chosen]
      return [key, { ...chosen, note: `open in ${String(open.length)} of the last ${String(answers.length)} looks` }]
    }),
  )
}
