import type { FootprintEvidence } from '../../../findings/evidence/footprint.ts'
import { footprintRows, mebibytes, objectWords } from '../../evidence/footprint-rows.ts'
import type { ReportInput } from '../../report-input.ts'
import { dataTable } from '../table.ts'
import { html, type Markup } from '../template.ts'
import { sentences } from './signed.ts'

/** What each CNI brings into a cluster, counted. */
export function footprintSection({ findings: { evidence } }: ReportInput): Markup | undefined {
  const { footprint } = evidence
  if (footprint.length === 0) return undefined
  return html`<section aria-labelledby="footprint">
    <h2 id="footprint">Footprint</h2>
    ${sentences(footprint)}${dataTable(
      'What each CNI brings into its cluster',
      [{ title: 'Of the CNI' }, ...footprint.map(({ variant }) => ({ title: variant, align: 'number' as const }))],
      [
        {
          rows: footprintRows(footprint).map(({ title, cells }) => ({
            head: title,
            cells: cells.map(({ text }) => text),
          })),
        },
      ],
    )}${footprint.map(partsOf)}
  </section>`
}

const partsOf = (footprint: FootprintEvidence) =>
  html`<details>
    <summary>${footprint.variant}: objects and images</summary>
    <p>${objectWords(footprint)}</p>
    <ul>
      ${footprint.images.map(({ reference, bytes }) => html`<li><code>${reference}</code> ${mebibytes(bytes)}</li>`)}
    </ul>
  </details>`
