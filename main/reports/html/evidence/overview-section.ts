import { overviewRows, overviewTitles, type OverviewCell } from '../../evidence/overview-rows.ts'
import type { ReportInput } from '../../report-input.ts'
import { dataTable } from '../table.ts'
import { html, type Markup } from '../template.ts'
import { signed } from './signed.ts'

/** All that was looked at beside the measurements, in one table. */
export function overviewSection({ run, findings: { evidence } }: ReportInput): Markup | undefined {
  const rows = overviewRows(
    evidence,
    run.variants.map(({ id }) => id),
  )
  if (rows.length === 0) return undefined
  return html`<section aria-labelledby="does">
    <h2 id="does">What each CNI does</h2>
    ${dataTable(
      'Observed in this run. An empty cell was not looked at.',
      [{ title: 'Variant' }, ...Object.values(overviewTitles).map((title) => ({ title }))],
      [
        {
          rows: rows.map(({ variant, policy, encapsulation, encryption, observability, footprint }) => ({
            head: variant,
            cells: [policy, encapsulation, encryption, observability, footprint].map(cellOf),
          })),
        },
      ],
    )}
  </section>`
}

const cellOf = ({ text, sign }: OverviewCell): Markup => (sign ? signed(sign, text) : html`${text}`)
