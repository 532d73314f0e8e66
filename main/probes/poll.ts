import { setTimeout as delay } from 'node:timers/promises'

interface Patience {
  readonly timeoutMs: number
  /** Between two looks. */
  readonly pauseMs: number
  readonly signal: AbortSignal
}

/** Looks again and again until there is something; undefined where there is nothing when the time is over. */
export async function poll<T>(
  look: () => Promise<T | undefined>,
  { timeoutMs, pauseMs, signal }: Patience,
): Promise<T | undefined> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const found = await look()
    if (found !== undefined || Date.now() > deadline) return found
    await delay(pauseMs, undefined, { signal })
  }
}
