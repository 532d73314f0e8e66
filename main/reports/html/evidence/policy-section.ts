import type { PolicyCase, PolicyEvidence, PolicyTry } from '../../../findings/evidence/policy.ts'
import { deviationsOf, exceptionsOf, policyGrid, untoldOf, type PolicyGridCell } from '../../evidence/policy-rows.ts'
import {
  basisWords,
  countWords,
  establishedWords,
  kindTitles,
  spreadWords,
  tryResult,
  tryTitle,
} from '../../evidence/policy-words.ts'
import { enforcementSigns, outcomeSigns, tryVerdictSigns } from '../../evidence/signs.ts'
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
    'NetworkPolicy. Times are from the API server’s answer to the first look at which all was as it stayed.',
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
            establishedWords[one.establishedConnection],
          ],
        })),
      },
    ],
  )

function truthTable(policy: readonly PolicyEvidence[]): Markup {
  const { variants, groups } = policyGrid(policy)
  const cell = ({ case: found, sign }: PolicyGridCell) => (found && sign ? symbolOf(sign) : '')
  return groups.length === 0
    ? html`<p>No case was tried.</p>`
    : html`<div class="grid">
        ${dataTable(
          'Cases of the suite, each tried on every variant',
          [{ title: 'Case' }, ...variants.map((title) => ({ title }))],
          groups.map(({ kind, rows }) => ({
            title: kindTitles[kind],
            rows: rows.map(({ id, title, cells }) => ({ head: html`${id} ${title}`, cells: cells.map(cell) })),
          })),
        )}
      </div>`
}

/** What a reader wants to know of a variant that the grid does not say. */
function details({ variant, gate, cases }: PolicyEvidence): Markup | undefined {
  const told = cases.map(caseDetails).filter((markup) => markup !== undefined)
  const exempt = exceptions(variant, cases)
  if (gate.open && told.length === 0 && !exempt) return undefined
  return html`<h3>${variant}</h3>
    ${!gate.open && html`<p class="error">Nothing is judged: ${gate.explanation}</p>`} ${told} ${exempt}`
}

const longestList = 12

function caseDetails(one: PolicyCase): Markup | undefined {
  const { id, title, outcome, explanation, policies, kind } = one
  const tries = [...deviationsOf(one), ...untoldOf(one)]
  if (tries.length === 0 && explanation === undefined && kind !== 'own') return undefined
  const { [outcome]: sign } = outcomeSigns
  return html`<div class="case">
    <h4>${signed(sign, html`${id} ${title}: ${sign.title}`)}</h4>
    ${explanation !== undefined && html`<p>${explanation}</p>`}${tries.length > 0 && tryList(tries)}${
      policies !== '' &&
      outcome !== 'not-applicable' &&
      html`<details>
        <summary>Policies of case ${id}</summary>
        <pre>${policies}</pre>
      </details>`
    }
  </div>`
}

const tryList = (tries: readonly PolicyTry[]) =>
  html`<ul class="tries">
    ${tries.slice(0, longestList).map(tryItem)}${tries.length > longestList && html`<li>… and ${tries.length - longestList} more; the JSON report has them.</li>`}
  </ul>`

const tryItem = (one: PolicyTry) =>
  html`<li>
    ${symbolOf(tryVerdictSigns[one.verdict])} <code>${tryTitle(one)}</code> ${tryResult(one)}:
    ${basisWords[one.basis]}${one.decidedBy.length > 0 && html` (${one.decidedBy.join(', ')})`}.
  </li>`

/** Exceptions by what exempts them: there may be many of them. */
function exceptions(variant: string, cases: readonly PolicyCase[]): Markup | undefined {
  const tries = cases.flatMap((one) => exceptionsOf(one).map((each) => ({ ...each, id: one.id })))
  if (tries.length === 0) return undefined
  return html`<details>
    <summary>${variant}: tries that the specification leaves open or exempts (${tries.length})</summary>
    ${[...Map.groupBy(tries, ({ basis }) => basis)].map(
      ([basis, ofBasis]) =>
        html`<h4>${sentenceOf(basisWords[basis])}</h4>
          <ul class="tries">
            ${ofBasis
              .slice(0, longestList)
              .map(
                (one) => html`<li>Case ${one.id}: <code>${tryTitle(one)}</code> ${tryResult(one)}.</li>`,
              )}${ofBasis.length > longestList && html`<li>… and ${ofBasis.length - longestList} more; the JSON report has them.</li>`}
          </ul>`,
    )}
  </details>`
}

const sentenceOf = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
