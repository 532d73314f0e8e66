import type { RunRecord } from '../store/run-record.ts'

/** What all decisions of a run may be wrong with anywhere, together. */
export const familyAlpha = 0.05

/** A moment at which everything is judged with the rounds until then, and what it may spend of `familyAlpha`. */
export interface Look {
  readonly round: number
  readonly alpha: number
  /** That round may still be going on: only what has a value of every round until then is judged. */
  readonly isOpen?: boolean
}

/** A look that a run was planned with. */
export interface PlannedLook {
  readonly rounds: number
  readonly alpha: number
}

export interface WithLooks {
  readonly spec: Pick<RunRecord['spec'], 'maxRounds'> & { readonly looks?: readonly PlannedLook[] | undefined }
  readonly state: RunRecord['state']
  /** Begun. */
  readonly rounds: readonly unknown[]
  /** Those that were taken, where the run recorded them; else the planned ones that were reached. */
  readonly looks?: readonly Look[] | undefined
}

/**
 * The looks that a run's answers are decided by. A run that was not planned with looks is judged once, with all it has; one that
 * has ended may spend what is left, since how much it measured after its last look did not hang on what was seen.
 */
export function looksOf(run: WithLooks): readonly Look[] {
  const looks = run.looks ?? reached(run)
  const left = familyAlpha - looks.reduce((sum, { alpha }) => sum + alpha, 0)
  const isOver = run.spec.looks === undefined || run.state !== 'running'
  return isOver && left > 1e-9 ? [...looks, { round: Infinity, alpha: left }] : looks
}

const reached = ({ spec, state, rounds }: WithLooks): readonly Look[] =>
  (spec.looks ?? [])
    .filter((look) => look.rounds <= rounds.length)
    .map((look) => ({
      ...{ round: look.rounds, alpha: look.alpha },
      ...(state === 'running' && rounds.length === look.rounds && { isOpen: true }),
    }))
