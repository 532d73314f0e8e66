import type { CellKey, ReadingKey } from './cell-key.ts'

/** As one text, for sets and maps. */
export const cellText = ({ variant, probe, caseId, path, point }: CellKey): string =>
  JSON.stringify([variant, probe, caseId, path, point ?? null])

export const readingText = ({ round, ...cell }: ReadingKey): string => `${cellText(cell)} ${String(round)}`

/** Of something that has a key, the key alone. */
export const readingKeyOf = ({ variant, probe, caseId, path, point, round }: ReadingKey): ReadingKey => ({
  ...{ variant, probe, caseId, path, round },
  ...(point !== undefined && { point }),
})
