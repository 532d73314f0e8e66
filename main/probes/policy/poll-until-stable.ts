import { setTimeout } from 'node:timers/promises'
import type { Answer, Answers } from './parse-observation.ts'
import type { Observation } from './observe.ts'
import { keyOf, type Attempt } from './record.ts'

export interface Polled {
  readonly answers: Answers
  readonly rounds: number
  /** The last rounds were alike, and as expected. */
  readonly stable: boolean
  /** When the last round had begun that was not as expected. */
  readonly lastWrongAtMs?: number | undefined
  /** When the first of those that were as expected had begun. */
  readonly firstRightAtMs?: number
}

interface PollOptions {
  readonly timeoutMs: number
  /** Rounds in a row that must be as expected, and alike. */
  readonly rounds: number
  /** The most that are done while they are not as expected. */
  readonly atMost?: number
  readonly signal: AbortSignal
}

const longestPauseMs = 1_000

/** Probes again and again until what is observed is as expected and stays so, or until the time is over. */
export async function pollUntilStable(
  observeOnce: (count: number) => Promise<Observation>,
  attempts: readonly Attempt[],
  isExpected: (attempt: Attempt, answer: Answer) => boolean,
  { timeoutMs, rounds, atMost = Number.POSITIVE_INFINITY, signal }: PollOptions,
): Promise<Polled> {
  const startedAtMs = performance.now()
  const all: Answers[] = []
  let lastWrongAtMs: number | undefined
  let run: { readonly seen: string; readonly sinceMs: number; readonly length: number } | undefined
  for (let count = 1; ; count += 1) {
    const { answers, begunAtMs } = await observeOnce(count)
    all.push(answers)
    const seen = attempts.map((attempt) => answers.get(keyOf(attempt))?.connectivity ?? 'error').join(' ')
    const asExpected = attempts.every((attempt) => {
      const answer = answers.get(keyOf(attempt))
      return answer !== undefined && isExpected(attempt, answer)
    })
    if (!asExpected) {
      lastWrongAtMs = begunAtMs
      run = undefined
    } else run = run?.seen === seen ? { ...run, length: run.length + 1 } : { seen, sinceMs: begunAtMs, length: 1 }
    if (run && run.length >= rounds)
      return { answers, rounds: count, stable: true, firstRightAtMs: run.sinceMs, lastWrongAtMs }
    const timeIsOver = performance.now() - startedAtMs > (run ? 2 : 1) * timeoutMs
    if ((timeIsOver && count >= rounds) || (!run && count >= atMost))
      return { answers: allowedInAny(attempts, all.slice(-rounds)), rounds: count, stable: false, lastWrongAtMs }
    if (!run) await setTimeout(Math.min(longestPauseMs, 100 * 2 ** count), undefined, { signal })
  }
}

/**
 * What was allowed in any of the last rounds is allowed: that something got through proves that nothing denies it, while a single
 * silence may be an accident of a busy machine.
 */
function allowedInAny(attempts: readonly Attempt[], rounds: readonly Answers[]): Answers {
  return new Map(
    attempts.map((attempt) => {
      const key = keyOf(attempt)
      const answers = rounds.flatMap((round) => round.get(key) ?? [])
      const allowed = answers.filter(({ connectivity }) => connectivity === 'allowed')
      const chosen: Answer = allowed.at(-1) ?? answers.at(-1) ?? { connectivity: 'error', note: 'not observed' }
      if (allowed.length === 0 || allowed.length === answers.length) return [key, chosen]
      const note = `allowed in ${String(allowed.length)} of the last ${String(answers.length)} rounds`
      return [key, { ...chosen, note }]
    }),
  )
}
