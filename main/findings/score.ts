import type { Unit } from '../probes/probe.ts'
import type { FactCell } from '../probes/scorecard.ts'
import type { QuestionKey } from './question-key.ts'

/**
 * How a variant stands to all others in one question. `ahead`: nobody is ahead of it, and it is ahead of somebody; `behind`: somebody
 * is ahead of it; `equal`: shown to be equal to the one that nobody is ahead of.
 */
export type Standing = 'ahead' | 'equal' | 'behind' | 'undecided'

/** What a cell of the scorecard says of its variant. */
export type Mark =
  | Standing
  /** There is nothing to compare it with. */
  | 'alone'
  /** It was asked, and the run does not show it. */
  | 'not-shown'
  /** The run did not ask it of this variant. */
  | 'not-asked'

/** `relative`: to the variant that nobody is ahead of, paired by round; absent where they have no round in common. */
export type ScoreValue =
  | {
      readonly kind: 'measured'
      readonly unit: Unit
      readonly median: number
      readonly relative?: {
        readonly median: number
        readonly interval?: { readonly low: number; readonly high: number }
      }
    }
  | ({ readonly kind: 'fact' } & Omit<FactCell, 'level'>)

export interface ScoreCell {
  readonly variant: string
  readonly mark: Mark
  readonly value?: ScoreValue
}

export interface ScoreRow {
  readonly probe: string
  readonly title: string
  /** Whose cells it is made of, where it is measured. */
  readonly question?: QuestionKey
  /** One for each variant, in the order of the run. */
  readonly cells: readonly ScoreCell[]
}

/** The answers that most people come for, a row a question, a column a variant. */
export interface Scorecard {
  /** Variants that stand beside the others for reference: marks are among the others. */
  readonly references: readonly string[]
  readonly rows: readonly ScoreRow[]
  /** Titles of the questions that the run did not ask. */
  readonly notAsked: readonly string[]
}
