import { gapRows } from '../../evidence/gap-rows.ts'
import type { ReportInput } from '../../report-input.ts'
import { html, type Markup } from '../template.ts'

/** A look that failed says nothing about the CNI, and must not be taken for a result. */
export function gapsSection({ run, findings: { evidence } }: ReportInput): Markup | undefined {
  if (evidence.gaps.length === 0) return undefined
  return html`<section aria-labelledby="gaps">
    <h2 id="gaps">What could not be looked at</h2>
    <p>These looks failed. That says nothing about the CNI.</p>
    ${gapRows(evidence, run).map(
      ({ variant, inspection, because, error }) =>
        html`<div class="error">
          <h3>${variant}, ${inspection}</h3>
          <p>${because}</p>
          ${error.hint !== undefined && html`<p>${error.hint}</p>`}${error.command !== undefined && html`<pre>${error.command}</pre>`}
        </div>`,
    )}
  </section>`
}
