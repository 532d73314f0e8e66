import type { ObservabilityEvidence } from '../../../findings/evidence/observability.ts'
import { sightRows } from '../../evidence/sight-rows.ts'
import { signs as sightSigns } from '../../../probes/observability/view.ts'
import { capabilityTitles, reasonOf } from '../../../probes/observability/words.ts'
import type { ReportInput } from '../../report-input.ts'
import { dataTable } from '../table.ts'
import { html, type Markup } from '../template.ts'
import { excerptOf, sentences, signed, signLegend, symbolOf } from './signed.ts'

/** What can be seen with the CNI's own tools, and the lines that show it. */
export function observabilitySection({ findings: { evidence } }: ReportInput): Markup | undefined {
  const { observability } = evidence
  if (observability.length === 0) return undefined
  return html`<section aria-labelledby="observability">
    <h2 id="observability">Observability</h2>
    ${sentences(observability)}
    <div class="grid">
      ${dataTable(
        'What the CNI’s own tools show',
        [{ title: 'Capability' }, ...observability.map(({ variant }) => ({ title: variant }))],
        [
          {
            rows: sightRows(observability).map(({ title, cells }) => ({
              head: title,
              cells: cells.map(({ sign }) => (sign ? symbolOf(sign) : '')),
            })),
          },
        ],
      )}
    </div>
    ${signLegend(sightSigns)}${observability.map(sightsOf)}
  </section>`
}

const sightsOf = ({ variant, capabilities }: ObservabilityEvidence) =>
  html`<details>
    <summary>${variant}: each capability, with what shows it</summary>
    ${capabilities.map(
      (each) =>
        html`<h4>${signed(sightSigns[each.found], capabilityTitles[each.id])}: <code>${each.source}</code></h4>
          <p>${reasonOf(each)}</p>
          ${each.excerpt !== '' && excerptOf(each.excerpt)}`,
    )}
  </details>`
