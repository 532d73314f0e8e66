/**
 * The largest number from `low` to `high` that passes, where all below one that passes pass too; undefined where `low` does not.
 * `high` is tried first, since mostly it passes; then `low`, then the guesses, each with its successor, so that a right one ends the
 * search; what is left open is halved.
 */
export async function largestPassing(
  { low, high, guesses = [] }: { readonly low: number; readonly high: number; readonly guesses?: readonly number[] },
  passes: (size: number) => Promise<boolean>,
): Promise<number | undefined> {
  if (await passes(high)) return high
  if (low >= high || !(await passes(low))) return undefined
  let [passed, failed] = [low, high]
  const attempt = async (size: number) => {
    if (size <= passed || size >= failed) return
    if (await passes(size)) passed = size
    else failed = size
  }
  for (const guess of guesses) {
    await attempt(guess)
    if (passed === guess) await attempt(guess + 1)
  }
  while (failed - passed > 1) await attempt(Math.floor((passed + failed) / 2))
  return passed
}
