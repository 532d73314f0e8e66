/**
 * Which of a family of tests are decided so that the chance of any false decision is at most `alpha`, whatever they have to do with
 * each other. `size`: of the family, where some of it could not be tested. Source: Holm, Scand. J. Statistics 6 (1979), 65–70.
 */
export function decidedByHolm(ps: readonly number[], alpha: number, size = ps.length): readonly boolean[] {
  const order = ps.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p)
  const failing = order.findIndex(({ p }, step) => p > alpha / (size - step))
  const decided = new Set(order.slice(0, failing < 0 ? order.length : failing).map(({ index }) => index))
  return ps.map((_, index) => decided.has(index))
}
