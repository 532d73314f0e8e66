import { encryptionRows } from '../../evidence/encryption-rows.ts'
import type { ReportInput } from '../../report-input.ts'
import { dataTable } from '../table.ts'
import { html, type Markup } from '../template.ts'
import { signed } from './signed.ts'

/** Whether Pod traffic between nodes is encrypted: asked for against seen. */
export function encryptionSection({ findings: { evidence } }: ReportInput): Markup | undefined {
  if (evidence.encryption.length === 0) return undefined
  return html`<section aria-labelledby="encryption">
    <h2 id="encryption">Encryption</h2>
    ${dataTable(
      'Pod traffic between nodes',
      ['Variant', 'Configured', 'Observed', 'Verdict', 'What the wire shows'].map((title) => ({ title })),
      [
        {
          rows: encryptionRows(evidence.encryption).map(({ variant, configured, observed, sign, sentence }) => ({
            head: variant,
            cells: [configured, observed, signed(sign, sign.title), sentence],
          })),
        },
      ],
    )}
  </section>`
}
