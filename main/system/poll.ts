import { setTimeout as delay } from 'node:timers/promises'
import { stopwatch } from './stopwatch.ts'

interface Patience {
  readonly timeoutMs: number
  /** Between the first two looks. */
  readonly pauseMs: number
  /** Times which each pause is longer than the one before it; 1 unless given. */
  readonly growth?: number
  /** Aborts the wait between two looks. Absent where the wait must not be cancelled. */
  readonly signal?: AbortSignal
}

/**
 * Looks again and again until there is something; undefined where there is nothing when the time is over. There is always one look.
 * @throws what `look` throws; the signal's reason when aborted
 */
export async function poll<T>(
  look: () => Promise<T | undefined>,
  { timeoutMs, pauseMs, growth = 1, signal }: Patience,
): Promise<T | undefined> {
  const elapsedMs = stopwatch()
  for (let pause = pauseMs; ; pause *= growth) {
    signal?.throwIfAborted()
    const found = await look()
    if (found !== undefined || elapsedMs() > timeoutMs) return found
    await delay(pause, undefined, { signal }).catch(() => {
      signal?.throwIfAborted()
    })
  }
}
