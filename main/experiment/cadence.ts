/**
 * In which rounds something is read: what is a reference or a diagnosis, and not asked of the variants, need not be read in each.
 * `third`: in the first and then every third.
 */
export const cadences = ['each', 'third'] as const
export type Cadence = (typeof cadences)[number]

const every: Readonly<Record<Cadence, number>> = { each: 1, third: 3 }

/** Whether it is read in this round, counted from 1: the same rounds for every variant, so that they stay paired. */
export const isDue = (cadence: Cadence, round: number): boolean => (round - 1) % every[cadence] === 0

/** Of two that are both asked for, the rarer one counts. */
export const rarer = (one: Cadence, other: Cadence): Cadence => (every[one] >= every[other] ? one : other)

/** In how many of the first rounds it is read. */
export const timesDue = (cadence: Cadence, rounds: number): number => Math.ceil(rounds / every[cadence])
