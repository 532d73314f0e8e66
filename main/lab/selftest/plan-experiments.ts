import { seededRandom } from '../../system/random.ts'

export interface PlannedExperiment {
  /** As a share; 0 for equal twins. */
  readonly slowDown: number
  readonly seed: number
}

const seeds = 2 ** 32

/** So many experiments of each kind, one of each kind after the other, so that what the machine does meanwhile meets all kinds. */
export function planExperiments(
  each: number,
  slowDowns: readonly number[],
  seed: number,
): readonly PlannedExperiment[] {
  const random = seededRandom(seed)
  return Array.from({ length: each }, () => [0, ...slowDowns]).flatMap((turn) =>
    turn.map((slowDown) => ({ slowDown, seed: Math.floor(random() * seeds) })),
  )
}
