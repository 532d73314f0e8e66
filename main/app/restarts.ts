const windowMs = 60_000
const mostInWindow = 5
const firstDelayMs = 250

/**
 * How long to wait before a service that has died is started again; undefined when it keeps dying.
 * @param diedAtMs when it died, the latest last
 */
export function restartDelayMs(diedAtMs: readonly number[]): number | undefined {
  const latest = diedAtMs.at(-1) ?? 0
  const recent = diedAtMs.filter((ms) => latest - ms < windowMs).length
  return recent > mostInWindow ? undefined : firstDelayMs * 2 ** (recent - 1)
}
