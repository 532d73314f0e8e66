import type { ClaimCell, ClaimColumn, ClaimRow, ClaimsCheck, EvidenceLink } from '../../findings/evidence/claims.ts'
import { claimReasonText } from '../../words/en/claim-reasons.ts'
import { claimRowTitles, cniTitles, linkText, publishedClaims } from '../../words/en/claims.ts'
import { claimSigns, type Sign } from './signs.ts'

export type WordedLink = EvidenceLink & { readonly text: string }

/** A cell with its words. */
export interface WordedClaim extends Omit<ClaimCell, 'links'> {
  /** As the published comparison has it. */
  readonly claim: string
  readonly sign: Sign
  readonly because: string
  readonly links: readonly WordedLink[]
}

export interface ClaimMatrixRow {
  readonly id: ClaimRow
  readonly title: string
  /** One for each column; without a claim where the comparison has none. */
  readonly cells: readonly { readonly column: ClaimColumn; readonly title: string; readonly claim?: WordedClaim }[]
}

export const claimColumns = ({ columns }: ClaimsCheck) => columns.map((id) => ({ id, title: cniTitles[id] }))

/** The published comparison as it is laid out, and what became of each cell. */
export const claimsMatrix = (check: ClaimsCheck): readonly ClaimMatrixRow[] =>
  check.rows.map((row) => ({
    id: row,
    title: claimRowTitles[row],
    cells: claimColumns(check).map(({ id: column, title }) => {
      const cell = check.cells.find((each) => each.row === row && each.column === column)
      return { column, title, ...(cell && { claim: worded(cell) }) }
    }),
  }))

const worded = (cell: ClaimCell): WordedClaim => ({
  ...cell,
  claim: publishedClaims[cell.row][cell.column],
  sign: claimSigns[cell.verdict],
  because: claimReasonText(cell.reason),
  links: cell.links.map((link) => ({ ...link, text: linkText(link) })),
})

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
