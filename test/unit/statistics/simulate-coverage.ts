import { orderStatisticInterval } from '../../../main/findings/order-statistic-interval.ts'
import { intervalOf, shiftBetween, shiftOf } from '../../../main/statistics/hodges-lehmann.ts'
import { seededRandom } from '../../../main/system/random.ts'

export const sizes = [6, 8, 10, 15, 20]
const spread = 0.1
const trueShift = 0.03

type Random = () => number
const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** Around a median of zero. */
const noises: Readonly<Record<string, (random: Random) => number>> = {
  normal: (random) => spread * normal(random),
  'log-normal': (random) => Math.exp(normal(random)) - 1,
  'heavy-tailed': (random) => spread * Math.tan(Math.PI * (random() - 0.5)),
}

const series = (n: number, draw: () => number) => Array.from({ length: n }, draw)
interface Held {
  readonly interval: string
  readonly data: string
  readonly of: (n: number, random: Random) => boolean
}

const holds = (interval: { readonly low: number; readonly high: number } | undefined, truth: number) =>
  interval !== undefined && interval.low <= truth && truth <= interval.high

const pairedBy = (drift: number, noise: (random: Random) => number): Held['of'] => {
  return (n, random) => {
    const common = series(n, () => spread * normal(random)).map((value, round) => value + drift * round)
    const [a, b] = [common, common].map((each) => each.map((value) => value + noise(random)))
    const ratios = (a ?? []).map((value, round) => value + trueShift - (b?.[round] ?? NaN))
    return holds(intervalOf(shiftOf(ratios), 0.05), trueShift)
  }
}

export const experiments: readonly Held[] = [
  ...Object.entries(noises).flatMap(([data, noise]): readonly Held[] => [
    { interval: 'ratio, paired', data, of: pairedBy(0, noise) },
    {
      interval: 'shift of two runs',
      data,
      of: (n, random) => {
        const [a, b] = [series(n, () => noise(random)), series(n, () => noise(random) + trueShift)]
        return holds(intervalOf(shiftBetween(a, b), 0.05), trueShift)
      },
    },
    {
      interval: 'median of a cell',
      data,
      of: (n, random) => holds(orderStatisticInterval(series(n, () => noise(random))), 0),
    },
  ]),
  { interval: 'ratio, paired', data: 'drifting', of: pairedBy(0.05, (random) => spread * normal(random)) },
]

/** The share of runs whose interval held the truth; seeded. */
export function coverage({ of }: Held, n: number, runs: number): number {
  const random = seededRandom(n)
  let held = 0
  for (let run = 0; run < runs; run++) if (of(n, random)) held++
  return held / runs
}
