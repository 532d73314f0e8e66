import { probit } from 'simple-statistics'
import { wantedPower } from './promises.ts'

/** Efficiency of signed ranks relative to the t test for normal values. Source: Hodges and Lehmann, Ann. Math. Stat. 27 (1956). */
const efficiency = 3 / Math.PI

/** In standard deviations of a mean: what is found with the wanted power by a two-sided test. Normal approximation. */
const reach = (alpha: number): number => probit(1 - alpha / 2) + probit(wantedPower)

/** The smallest shift that `n` values with this spread (standard deviation) could have shown. */
export const smallestShift = (spread: number, n: number, alpha: number): number =>
  (reach(alpha) * spread) / Math.sqrt(n * efficiency)

/** How many values it takes to show a shift, before it is rounded up. */
export const sizeToShow = (shift: number, spread: number, alpha: number): number =>
  (reach(alpha) * spread) ** 2 / (shift ** 2 * efficiency)

export const valuesToShow = (shift: number, spread: number, alpha: number): number =>
  Math.ceil(sizeToShow(shift, spread, alpha))
