import type { EvidenceLink } from '../../../findings/evidence/claims.ts'
import {
  claimColumns,
  claimCounts,
  claimsMatrix,
  partTitles,
  type WordedClaim,
  type WordedLink,
} from '../../evidence/claim-rows.ts'
import { hasEvidence } from '../../evidence/gap-rows.ts'
import { claimSigns } from '../../evidence/signs.ts'
import type { ReportInput } from '../../report-input.ts'
import { dataTable } from '../table.ts'
import { html, type Markup } from '../template.ts'
import { signed, signLegend } from './signed.ts'

/** The published comparison, cell by cell. `sections` are those that the page has, so that links lead somewhere. */
export function claimsSection(
  { findings: { evidence } }: ReportInput,
  sections: ReadonlySet<string>,
): Markup | undefined {
  const { claims } = evidence
  if (claims.cells.length === 0 || !hasEvidence(evidence)) return undefined
  return html`<section aria-labelledby="claims">
    <h2 id="claims">Claims check</h2>
    <p>What a published comparison says of each CNI, and what became of it here: ${claimCounts(claims)}.</p>
    <div class="claims">
      ${dataTable(
        'Claims of the comparison',
        [{ title: 'Of' }, ...claimColumns(claims).map(({ title }) => ({ title }))],
        [
          {
            rows: claimsMatrix(claims).map(({ title, cells }) => ({
              head: title,
              cells: cells.map(({ claim }) => (claim ? claimOf(claim, sections) : '')),
            })),
          },
        ],
      )}
    </div>
    ${signLegend(claimSigns)}
  </section>`
}

const claimOf = ({ claim, sign, because, links }: WordedClaim, sections: ReadonlySet<string>): Markup =>
  html`<p><q>${claim}</q></p>
    <p class="of ${sign.tone}">${signed(sign, sign.title)}</p>
    <p>${because}</p>
    ${
      links.length > 0 &&
      html`<ul class="links">
        ${links.map((link) => html`<li>${linkOf(link, sections)}</li>`)}
      </ul>`
    }`

const anchors: Readonly<Record<Exclude<EvidenceLink['part'], 'project'>, string>> = {
  policy: 'policy',
  wire: 'journey',
  datapath: 'datapath',
  encryption: 'encryption',
  observability: 'observability',
  footprint: 'footprint',
  measurements: 'measurements',
}

function linkOf({ part, text }: WordedLink, sections: ReadonlySet<string>): Markup {
  const anchor = part === 'project' ? undefined : anchors[part]
  return anchor !== undefined && sections.has(anchor)
    ? html`<a href="#${anchor}">${text}</a>`
    : html`${text} (${partTitles[part]})`
}
