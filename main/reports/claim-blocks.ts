import type { Block, Content, Piece, Sign } from '../blocks/block.ts'
import type { ClaimCell, ClaimLink, ClaimsCheck, ClaimVerdict } from '../findings/claims/claim.ts'
import { claimReasonText } from '../words/en/claim-reasons.ts'
import { claimRowTitles, claimVerdictTitles, cniTitles, projectFacts, publishedClaims } from '../words/en/claims.ts'

const signs: Readonly<Record<ClaimVerdict, Sign>> = {
  confirmed: { symbol: '✓', title: claimVerdictTitles.confirmed, tone: 'good' },
  refuted: { symbol: '✗', title: claimVerdictTitles.refuted, tone: 'bad' },
  partly: { symbol: '◐', title: claimVerdictTitles.partly, tone: 'warn' },
  'not-testable': { symbol: '–', title: claimVerdictTitles['not-testable'], tone: 'plain' },
  'not-tested': { symbol: '·', title: claimVerdictTitles['not-tested'], tone: 'plain' },
}

/** Where a report shows what a probe showed. */
export interface Place {
  readonly title: string
  /** Absent where the report does not have it. */
  readonly section?: string
}

const measurements: Place = { title: 'Comparisons', section: 'measurements' }

type PlaceOf = (probe: string) => Place

/** The published comparison, cell by cell. */
export function claimBlocks(claims: ClaimsCheck, placeOf: PlaceOf): readonly Block[] {
  if (claims.cells.length === 0) return []
  const said = 'What a published comparison says of each CNI, and what became of it here'
  return [
    {
      kind: 'section',
      title: 'Claims check',
      isFolded: false,
      blocks: [
        { kind: 'prose', as: 'paragraphs', texts: [`${said}: ${claimCounts(claims)}.`] },
        {
          kind: 'table',
          caption: 'Claims',
          columns: [{ title: 'About' }, ...claims.columns.map((id) => ({ title: cniTitles[id], variant: id }))],
          groups: [{ rows: claims.rows.map((row) => ({ head: claimRowTitles[row], cells: cellsOf(row) })) }],
          legend: Object.values(signs),
        },
      ],
    },
  ]

  function cellsOf(row: ClaimCell['row']): readonly Content[] {
    return claims.columns.map((column) => {
      const cell = claims.cells.find((each) => each.row === row && each.column === column)
      return cell ? piecesOfClaim(cell, placeOf) : ''
    })
  }
}

const piecesOfClaim = ({ row, column, verdict, reason, links }: ClaimCell, placeOf: PlaceOf): readonly Piece[] => [
  { text: `“${publishedClaims[row][column]}”` },
  { text: signs[verdict].title, sign: signs[verdict] },
  { text: claimReasonText(reason) },
  ...links.map((link) => pieceOfLink(link, placeOf)),
]

function pieceOfLink(link: ClaimLink, placeOf: PlaceOf): Piece {
  if ('fact' in link) return { text: projectFacts[link.fact] }
  const { title, section } = link.probe === undefined ? measurements : placeOf(link.probe)
  return { text: `${title}: ${link.variant}`, ...(section !== undefined && { to: section }), option: link.variant }
}

/** `9 confirmed, 2 confirmed in part, 1 refuted`: those that are there. */
const claimCounts = ({ cells }: ClaimsCheck): string =>
  Object.entries(signs)
    .map(([verdict, { title }]) => ({ title, count: cells.filter((cell) => cell.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ title, count }) => `${String(count)} ${title}`)
    .join(', ')
