import type { ExperimentSpec } from '../store/events.ts'

/** From six values on an order-statistic interval holds the median with more than 95 %. */
export const minimumToRank = 6

/** Quick mode, and fewer rounds than six, show a lead but never rank. */
export const mayRank = ({ mode }: ExperimentSpec, rounds: number): boolean =>
  mode !== 'quick' && rounds >= minimumToRank
