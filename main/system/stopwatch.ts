/**
 * Starts to measure a duration. @returns the milliseconds since then, by a clock that no correction of the time of day moves: what
 * was measured with that one is wrong by the correction.
 */
export function stopwatch(): () => number {
  const startedAtMs = performance.now()
  return () => performance.now() - startedAtMs
}
