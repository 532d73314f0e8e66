import type { Header, Journey, WireEvidence } from '../../../findings/evidence/wire.ts'
import { headerWords, journeyRows, rewriteWords, wireFacts } from '../../evidence/journey-rows.ts'
import { leftNodeWords } from '../../evidence/wire-words.ts'
import type { ReportInput } from '../../report-input.ts'
import { dataTable } from '../table.ts'
import { html, type Markup } from '../template.ts'

/** One packet's way, as captures on every interface saw it: of every variant the facts, then hop by hop. */
export function journeySection({ findings: { evidence } }: ReportInput): Markup | undefined {
  if (evidence.wire.length === 0) return undefined
  return html`<section aria-labelledby="journey">
    <h2 id="journey">The packet’s journey</h2>
    <p>
      One packet, seen by every interface on its way. Headers stand outermost first; times are since the first sight.
    </p>
    ${evidence.wire.map(variantJourneys)}
  </section>`
}

const variantJourneys = (wire: WireEvidence) =>
  html`<h3>${wire.variant}</h3>
    <p>${wire.sentence}</p>
    <dl>
      ${wireFacts(wire).map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    ${wire.journeys.map((journey) => journeyOf(wire.variant, journey))}`

function journeyOf(variant: string, journey: Journey): Markup {
  const rewrites = rewriteWords(journey)
  return html`<h4>${journey.title}: ${journey.from} → ${journey.to}</h4>
    <p>${journey.sentence}</p>
    ${
      journey.hops.length > 0 &&
      html`<div class="hops">
        ${dataTable(
          `${variant}, ${journey.title}: hops`,
          [
            { title: 'Place' },
            { title: 'Interface' },
            { title: 'Kind' },
            { title: 'After', align: 'number' },
            { title: 'Bytes', align: 'number' },
            { title: 'Headers' },
            { title: 'Marker' },
          ],
          [
            {
              rows: journeyRows(journey).map((row, n) => ({
                head: row.place,
                cells: [
                  html`<code>${row.interface}</code>`,
                  row.kindWords,
                  row.after,
                  row.bytes,
                  headerStack(journey.hops[n]?.headers ?? []),
                  row.marker,
                ],
              })),
            },
          ],
        )}
      </div>`
    }
    <p class="meta">
      Link to other nodes:
      ${leftNodeWords(journey.leftNode)}.${rewrites.length > 0 && html` Rewritten: ${rewrites.join('; ')}.`}
    </p>`
}

const headerStack = (headers: readonly Header[]) =>
  html`<span class="stack">${headers.map((header) => html`<code>${headerWords(header)}</code> `)}</span>`
