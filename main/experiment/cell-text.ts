import type { CellKey, ReadingKey } from './cell-key.ts'

/** As one text, for sets and maps. */
export const cellText = ({ variant, probe, caseId, path, point }: CellKey): string =>
  JSON.stringify([variant, probe, caseId, path, point ?? null])

export const readingText = ({ round, ...cell }: ReadingKey): string => `${cellText(cell)} ${String(round)}`

/** For a person: `tcp-throughput 8-streams, pod-service`. */
export const cellName = ({ probe, caseId, path, point }: Omit<CellKey, 'variant'>): string =>
  `${probe} ${caseId}, ${path}${point === undefined ? '' : `, ${String(point)}`}`

/** Of something that has a key, the key alone. */
export const readingKeyOf = ({ variant, probe, caseId, path, point, round }: ReadingKey): ReadingKey => ({
  ...{ variant, probe, caseId, path, round },
  ...(point !== undefined && { point }),
})
