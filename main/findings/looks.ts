import { familyAlpha } from '../statistics/promises.ts'
import type { RunRecord } from '../store/run-record.ts'

/** A moment at which everything is judged with the rounds until then, and what it may spend of `familyAlpha`. */
export interface Look {
  readonly round: number
  readonly alpha: number
}

/** As far as its looks go: those that it was planned with, and those that were taken. */
type Looking = Pick<RunRecord, 'state'> & {
  readonly spec: Pick<RunRecord['spec'], 'looks'>
  readonly looks?: readonly Look[] | undefined
}

/**
 * The looks that a run's answers are decided by. A run that was not planned with looks is judged once, with all it has; one that
 * has ended may spend what is left, since how much it measured after its last look did not hang on what was seen.
 */
export function looksOf({ spec, state, looks = [] }: Looking): readonly Look[] {
  const left = familyAlpha - looks.reduce((sum, { alpha }) => sum + alpha, 0)
  const isOver = spec.looks === undefined || state !== 'running'
  return isOver && left > 1e-9 ? [...looks, { round: Infinity, alpha: left }] : looks
}
