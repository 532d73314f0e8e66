import type { DatapathEvidence } from '../../../findings/evidence/datapath.ts'
import { datapathGroups, observationWords, type ObservationCell } from '../../evidence/datapath-rows.ts'
import { observationSigns } from '../../evidence/signs.ts'
import type { ReportInput } from '../../report-input.ts'
import { dataTable } from '../table.ts'
import { html, type Markup } from '../template.ts'
import { excerptOf, sentences, signed, signLegend } from './signed.ts'

/** What nodes and API show of the datapath, beside what the recipe asked for. */
export function datapathSection({ findings: { evidence } }: ReportInput): Markup | undefined {
  const { datapath } = evidence
  if (datapath.length === 0) return undefined
  return html`<section aria-labelledby="datapath">
    <h2 id="datapath">Observed and configured</h2>
    ${sentences(datapath)}${dataTable(
      'What nodes and the API show',
      [{ title: 'What' }, ...datapath.map(({ variant }) => ({ title: variant }))],
      datapathGroups(datapath).map(({ title, rows }) => ({
        title,
        rows: rows.map(({ what, cells }) => ({ head: what, cells: cells.map(cellOf) })),
      })),
    )}${signLegend(observationSigns)}${datapath.map(excerpts)}
  </section>`
}

const cellOf = ({ observations }: ObservationCell): Markup =>
  html`${observations.map((each) => html`<div>${signed(each.sign, observationWords(each))}</div>`)}`

function excerpts({ variant, observations }: DatapathEvidence): Markup | undefined {
  const shown = observations.filter(({ excerpt }) => excerpt !== '')
  if (shown.length === 0) return undefined
  return html`<details>
    <summary>${variant}: the lines that this was read from</summary>
    ${shown.map(
      ({ what, source, excerpt }) =>
        html`<h4>${what}: <code>${source}</code></h4>
          ${excerptOf(excerpt)}`,
    )}
  </details>`
}
