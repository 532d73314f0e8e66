import type { ClaimCell, ClaimColumn, ClaimRow, ClaimsCheck, EvidenceLink } from '../../findings/evidence/claims.ts'
import { claimSigns, type Sign } from './signs.ts'

export interface ClaimMatrixRow {
  readonly id: ClaimRow
  readonly title: string
  /** One for each column; without a claim where the comparison has none. */
  readonly cells: readonly {
    readonly column: ClaimColumn
    readonly title: string
    readonly claim?: ClaimCell & { readonly sign: Sign }
  }[]
}

/** The published comparison as it is laid out, and what became of each cell. */
export const claimsMatrix = ({ rows, columns, cells }: ClaimsCheck): readonly ClaimMatrixRow[] =>
  rows.map(({ id, title }) => ({
    id,
    title,
    cells: columns.map((column) => {
      const cell = cells.find((each) => each.row === id && each.column === column.id)
      const place = { column: column.id, title: column.title }
      return cell ? { ...place, claim: { ...cell, sign: claimSigns[cell.verdict] } } : place
    }),
  }))

/** `9 confirmed, 2 confirmed in part, 1 refuted`: those that are there. */
export const claimCounts = ({ cells }: ClaimsCheck): string =>
  Object.entries(claimSigns)
    .map(([verdict, { title }]) => ({ title, count: cells.filter((cell) => cell.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ title, count }) => `${String(count)} ${title}`)
    .join(', ')

/** The section of a report that a part is shown in. */
export const partTitles: Readonly<Record<EvidenceLink['part'], string>> = {
  policy: 'Policy',
  wire: 'Packet’s journey',
  datapath: 'Observed and configured',
  encryption: 'Encryption',
  observability: 'Observability',
  footprint: 'Footprint',
  measurements: 'Measurements',
  project: 'The project’s documentation',
}
