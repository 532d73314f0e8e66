import type { PolicyEvidence } from '../../../findings/evidence/policy.ts'
import type { ConnectionCheck, PolicyCase } from '../../../probes/policy/facts.ts'
import { deviationsOf, exceptionsOf, policyGrid, untoldOf, type PolicyGridCell } from '../../evidence/policy-rows.ts'
import {
  basisWords,
  countWords,
  explanationOf,
  baselineWords,
  kindTitles,
  spreadWords,
  checkResult,
  checkTitle,
} from '../../evidence/policy-words.ts'
import { enforcementSigns, outcomeSigns, verdictSigns } from '../../evidence/signs.ts'
import type { ReportInput } from '../../report-input.ts'
import { dataTable } from '../table.ts'
import { html, type Markup } from '../template.ts'
import { sentences, signed, signLegend, symbolOf } from './signed.ts'

/** Which policies are enforced: every case on every variant, then what is not as the specification has it. */
export function policySection({ findings: { evidence } }: ReportInput): Markup | undefined {
  const { policy } = evidence
  if (policy.length === 0) return undefined
  return html`<section aria-labelledby="policy">
    <h2 id="policy">Policy</h2>
    ${sentences(policy)}${summary(policy)}${truthTable(policy)}${signLegend(outcomeSigns)}${policy.map(details)}
  </section>`
}

const summary = (policy: readonly PolicyEvidence[]) =>
  dataTable(
    'NetworkPolicy. Times are from the API server’s answer to the first probe round at which all was as it stayed: the change took effect before.',
    ['Variant', 'Enforcement', 'Cases', 'To enforce', 'To release', 'Established connection'].map((title) => ({
      title,
    })),
    [
      {
        rows: policy.map((one) => ({
          head: one.variant,
          cells: [
            signed(enforcementSigns[one.enforcement], enforcementSigns[one.enforcement].title),
            countWords(one),
            one.enforceMs ? spreadWords(one.enforceMs) : '',
            one.releaseMs ? spreadWords(one.releaseMs) : '',
            one.establishedConnection,
          ],
        })),
      },
    ],
  )

function truthTable(policy: readonly PolicyEvidence[]): Markup {
  const { variants, groups } = policyGrid(policy)
  const cell = ({ case: found, sign }: PolicyGridCell) => (found && sign ? symbolOf(sign) : '')
  return groups.length === 0
    ? html`<p>No case was checked.</p>`
    : html`<div class="grid">
        ${dataTable(
          'Cases of the suite, each checked on every variant',
          [{ title: 'Case' }, ...variants.map((title) => ({ title }))],
          groups.map(({ kind, rows }) => ({
            title: kindTitles[kind],
            rows: rows.map(({ id, title, cells }) => ({ head: html`${id} ${title}`, cells: cells.map(cell) })),
          })),
        )}
      </div>`
}

/** What a reader wants to know of a variant that the grid does not say. */
function details({ variant, baseline, cases }: PolicyEvidence): Markup | undefined {
  const told = cases.map(caseDetails).filter((markup) => markup !== undefined)
  const exempt = exceptions(variant, cases)
  if (baseline.isClean && told.length === 0 && !exempt) return undefined
  return html`<h3>${variant}</h3>
    ${!baseline.isClean && html`<p class="error">Nothing is judged: ${baselineWords(baseline)}</p>`} ${told} ${exempt}`
}

const longestList = 12

function caseDetails(one: PolicyCase): Markup | undefined {
  const { id, title, outcome, policies, kind } = one
  const explanation = explanationOf(one)
  const checks = [...deviationsOf(one), ...untoldOf(one)]
  if (checks.length === 0 && explanation === undefined && kind !== 'user') return undefined
  const { [outcome]: sign } = outcomeSigns
  return html`<div class="case">
    <h4>${signed(sign, html`${id} ${title}: ${sign.title}`)}</h4>
    ${explanation !== undefined && html`<p>${explanation}</p>`}${checks.length > 0 && checkList(checks)}${
      policies !== '' &&
      outcome !== 'not-applicable' &&
      html`<details>
        <summary>Policies of case ${id}</summary>
        <pre>${policies}</pre>
      </details>`
    }
  </div>`
}

const checkList = (checks: readonly ConnectionCheck[]) =>
  html`<ul class="tries">
    ${checks.slice(0, longestList).map(checkItem)}${checks.length > longestList && html`<li>… and ${checks.length - longestList} more; the JSON report has them.</li>`}
  </ul>`

const checkItem = (one: ConnectionCheck) =>
  html`<li>
    ${symbolOf(verdictSigns[one.verdict])} <code>${checkTitle(one)}</code> ${checkResult(one)}:
    ${basisWords[one.basis]}${one.decidedBy.length > 0 && html` (${one.decidedBy.join(', ')})`}.
  </li>`

/** Exceptions by what exempts them: there may be many of them. */
function exceptions(variant: string, cases: readonly PolicyCase[]): Markup | undefined {
  const checks = cases.flatMap((one) => exceptionsOf(one).map((each) => ({ ...each, id: one.id })))
  if (checks.length === 0) return undefined
  return html`<details>
    <summary>${variant}: checks that the NetworkPolicy spec does not define (${checks.length})</summary>
    ${[...Map.groupBy(checks, ({ basis }) => basis)].map(
      ([basis, ofBasis]) =>
        html`<h4>${sentenceOf(basisWords[basis])}</h4>
          <ul class="tries">
            ${ofBasis
              .slice(0, longestList)
              .map(
                (one) => html`<li>Case ${one.id}: <code>${checkTitle(one)}</code> ${checkResult(one)}.</li>`,
              )}${ofBasis.length > longestList && html`<li>… and ${ofBasis.length - longestList} more; the JSON report has them.</li>`}
          </ul>`,
    )}
  </details>`
}

const sentenceOf = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
