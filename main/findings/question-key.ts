import type { CellKey } from '../experiment/cell-key.ts'

/** What is asked of every variant, by ids: a cell without its variant, and one of its metrics. */
export interface QuestionKey extends Pick<CellKey, 'probe' | 'caseId' | 'path' | 'point'> {
  readonly metric: string
}

export const isSameQuestion = (one: QuestionKey, other: QuestionKey): boolean =>
  one.probe === other.probe &&
  one.caseId === other.caseId &&
  one.path === other.path &&
  one.point === other.point &&
  one.metric === other.metric
