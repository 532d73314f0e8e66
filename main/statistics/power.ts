import { probit } from 'simple-statistics'

/** The chance to find what is there, that a run is planned for and told by. */
export const wantedPower = 0.8
/** Efficiency of signed ranks relative to the t test for normal values. Source: Hodges and Lehmann, Ann. Math. Stat. 27 (1956). */
const efficiency = 3 / Math.PI

/** In standard deviations of a mean: what is found with the wanted power by a two-sided test. Normal approximation. */
const reach = (alpha: number): number => probit(1 - alpha / 2) + probit(wantedPower)

/** The smallest shift that `n` values with this spread (standard deviation) could have shown. */
export const smallestShift = (spread: number, n: number, alpha: number): number =>
  (reach(alpha) * spread) / Math.sqrt(n * efficiency)

/** How many values it takes to show a shift. */
export const valuesToShow = (shift: number, spread: number, alpha: number): number =>
  Math.ceil((reach(alpha) * spread) ** 2 / (shift ** 2 * efficiency))
