import type { ResolvedSpec } from '../experiment/spec.ts'

/** From six values on an order-statistic interval holds the median with more than 95 %. */
export const minimumToRank = 6

/** Quick mode, and fewer rounds than six, show a lead but never rank. */
export const mayRank = ({ mode }: Pick<ResolvedSpec, 'mode'>, rounds: number): boolean =>
  mode !== 'quick' && rounds >= minimumToRank
