import { decide } from '../../../main/findings/decisions.ts'
import { planLooks } from '../../../main/statistics/plan-looks.ts'
import { seededRandom } from '../../../main/system/random.ts'

export interface Simulation {
  readonly questions: number
  readonly variants: number
  /** Of a pair's log ratio. */
  readonly spread: number
  /** As planned, and as it is. */
  readonly difference: number
  readonly truth: 'equal' | 'one-difference'
  readonly runs: number
  readonly seed: number
}

/** Whole adaptive runs on values with known truth, as a run does them. */
export function simulateRuns(simulation: Simulation) {
  const { questions, variants, spread, difference, truth, runs, seed } = simulation
  const normal = normals(seed)
  const pairs = pairsOf(variants)
  const looks = planLooks({ hypotheses: questions * pairs.length, spread, difference })
  const most = looks.at(-1)?.rounds ?? 0
  let [falseRuns, found, undecided] = [0, 0, 0]
  for (let run = 0; run < runs; run++) {
    // The first variant is ahead on the first question, by as much as is promised to be found.
    const values = Array.from({ length: questions }, (_, question) =>
      Array.from({ length: variants }, (_, variant) =>
        Array.from(
          { length: most },
          () =>
            (normal() * spread) / Math.SQRT2 +
            (truth === 'one-difference' && question === 0 && variant === 0 ? Math.log1p(difference) : 0),
        ),
      ),
    )
    const isTrue = (question: number, [a]: readonly [number, number]) =>
      truth === 'one-difference' && question === 0 && a === 0
    const all = values.flatMap((ofQuestion, question) =>
      pairs.map((pair) => ({
        isTrue: isTrue(question, pair),
        isTarget: question === 0 && pair[0] === 0 && pair[1] === 1,
        logs: (ofQuestion[pair[0]] ?? []).map((value, round) => value - (ofQuestion[pair[1]]?.[round] ?? 0)),
      })),
    )
    const family = all.map(({ logs, ...known }) => ({
      ...known,
      scale: 'ratio' as const,
      byRound: new Map(logs.map((log, round) => [round + 1, Math.exp(log)])),
      winnerWhere: { above: 'a', below: 'b' },
    }))
    const decided = decide(
      family,
      looks.map(({ rounds, alpha }) => ({ round: rounds, alpha })),
    )
    const ahead = family.filter((one) => decided.get(one)?.verdict === 'ahead')
    if (ahead.some((one) => !one.isTrue)) falseRuns += 1
    if (ahead.some((one) => one.isTarget)) found += 1
    undecided += family.filter((one) => decided.get(one)?.verdict === 'undecided').length / family.length
  }
  return { falseRuns, found, looks, undecided: undecided / runs }
}

const pairsOf = (variants: number): readonly (readonly [number, number])[] =>
  Array.from({ length: variants }, (_, a) =>
    Array.from({ length: variants - a - 1 }, (_, more) => [a, a + more + 1] as const),
  ).flat()

/** Box and Muller's. */
function normals(seed: number): () => number {
  const random = seededRandom(seed)
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
