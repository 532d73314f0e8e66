import type { RunRecord } from '../store/run-record.ts'

/** What all decisions of a run may be wrong with anywhere, together. */
export const familyAlpha = 0.05

/** A moment at which everything is judged with the rounds until then, and what it may spend of `familyAlpha`. */
export interface Look {
  readonly round: number
  readonly alpha: number
}

export interface WithLooks {
  readonly spec: Pick<RunRecord['spec'], 'maxRounds'> & { readonly looks?: readonly unknown[] | undefined }
  readonly state: RunRecord['state']
  /** Those that were taken. */
  readonly looks?: readonly Look[] | undefined
}

/**
 * The looks that a run's answers are decided by. A run that was not planned with looks is judged once, with all it has; one that
 * has ended may spend what is left, since how much it measured after its last look did not hang on what was seen.
 */
export function looksOf({ spec, state, looks = [] }: WithLooks): readonly Look[] {
  const left = familyAlpha - looks.reduce((sum, { alpha }) => sum + alpha, 0)
  const isOver = spec.looks === undefined || state !== 'running'
  return isOver && left > 1e-9 ? [...looks, { round: Infinity, alpha: left }] : looks
}
