import type { Block, Content, Piece, SectionBlock, Sign, TableBlock } from '../../blocks/block.ts'
import type { Verdict, VariantFacts } from '../probe.ts'
import { sideBySide, variantSentences } from '../side-by-side.ts'
import { caseDetail } from './case-detail.ts'
import { duration } from '../../words/en/quantity.ts'
import { slowToEnforceMs, type CaseOutcome, type PolicyCase, type PolicyFacts } from './facts.ts'
import { caseKinds } from './record.ts'
import {
  baselineWords,
  countWords,
  deviationWords,
  deviationsOf,
  enforcementSigns,
  kindTitles,
  outcomeSigns,
  spreadWords,
  summaryOf,
} from './words.ts'

type Variants = readonly VariantFacts<PolicyFacts>[]

/** Which policies are enforced: a card a variant, every case on every variant, and what is not as specified. */
export function policyView(variants: Variants): readonly Block[] {
  if (variants.length === 0) return []
  return [
    {
      kind: 'stat',
      items: variants.map(({ variant, facts }) => ({
        title: 'NetworkPolicy',
        value: enforcementCell(facts),
        note: summaryOf(facts),
        variant,
      })),
    },
    ...warnings(variants),
    summaryTable(variants),
    caseMatrix(variants),
    ...deviations(variants),
    policiesOfCases(variants),
  ]
}

const signed = (sign: Sign): Piece => ({ text: sign.title, sign })

export const enforcementCell = ({ enforcement }: PolicyFacts): Content => signed(enforcementSigns[enforcement])

const verdicts: Readonly<Record<CaseOutcome, Verdict['verdict']>> = {
  match: 'pass',
  'not-enforced': 'fail',
  deviates: 'fail',
  informational: 'informational',
  'not-applicable': 'not-applicable',
  unknown: 'unknown',
}

export const policyVerdicts = ({ cases }: PolicyFacts): readonly Verdict[] =>
  cases.map(({ id, title, outcome }) => ({ id, title, verdict: verdicts[outcome] }))

function warnings(variants: Variants): readonly Block[] {
  const failing = variants.filter(({ facts }) => !facts.baseline.isClean)
  if (failing.length === 0) return []
  return [
    { ...variantSentences(failing, ({ baseline }) => `Nothing is judged. ${baselineWords(baseline)}`), tone: 'warn' },
  ]
}

const summaryTable = (variants: Variants): TableBlock => ({
  kind: 'table',
  caption: [
    'NetworkPolicy. Times are from the API server’s answer to the first probe round at which all was as it stayed: the change took effect before.',
    ...sideBySideWords(variants.map(({ facts }) => facts)),
  ].join(' '),
  columns: ['Variant', 'Enforcement', 'Cases', 'To enforce', 'To release', 'Established connection'].map((title) => ({
    title,
  })),
  groups: [
    {
      rows: variants.map(({ variant, facts }) => ({
        head: variant,
        variant,
        cells: [
          enforcementCell(facts),
          countWords(facts),
          facts.enforceMs ? spreadWords(facts.enforceMs) : [],
          facts.releaseMs ? spreadWords(facts.releaseMs) : [],
          facts.establishedConnection,
        ],
      })),
    },
  ],
})

/** With how many others a case ran; records of before ran them one after the other. */
function sideBySideWords(facts: readonly PolicyFacts[]): readonly string[] {
  const counts = [...new Set(facts.map(({ sideBySide = 1 }) => sideBySide))].toSorted((one, other) => one - other)
  const most = Math.max(...counts)
  if (most === 1) return []
  const differing =
    counts.length > 1 ? ' on some variants, and fewer on others, so that their times do not compare' : ''
  return [`${String(most)} cases ran side by side${differing}: one alone may be enforced sooner.`]
}

/** Cases × variants, grouped by kind; in the order in which the suites have them. */
function caseMatrix(variants: Variants): TableBlock {
  const cases = new Map(variants.flatMap(({ facts }) => facts.cases.map((each) => [keyOf(each), each] as const)))
  const rowOf = (key: string, { id, title }: PolicyCase) => ({
    head: `${id} ${title}`,
    cells: variants.map(({ variant, facts }): Content => {
      const found = facts.cases.find((each) => keyOf(each) === key)
      return found ? { ...outcomePiece(found), detail: caseDetail(variant, found, facts) } : []
    }),
  })
  return {
    kind: 'table',
    caption: `Cases of the suite, each checked on every variant. A time stands where it took longer than ${duration(slowToEnforceMs)} to enforce.`,
    columns: sideBySide('Case', variants),
    groups: caseKinds
      .map((kind) => ({
        title: kindTitles[kind],
        rows: [...cases].flatMap(([key, one]) => (one.kind === kind ? [rowOf(key, one)] : [])),
      }))
      .filter(({ rows }) => rows.length > 0),
    shows: 'symbols',
    legend: Object.values(outcomeSigns),
  }
}

/** With its time where that is long: enforced in the end, but for so long it was not. */
function outcomePiece({ outcome, enforced }: PolicyCase): Piece {
  const sign = outcomeSigns[outcome]
  if (outcome !== 'match' || !enforced || enforced.firstRightMs <= slowToEnforceMs) return signed(sign)
  return { ...signed({ ...sign, tone: 'warn' }), note: duration(enforced.firstRightMs) }
}

/** Cases of a CNI's own API, and a person's own, may share a number and differ. */
const keyOf = ({ kind, id, title }: PolicyCase) =>
  `${kind} ${id}${kind === 'user' || kind === 'api' ? ` ${title}` : ''}`

/** What was applied, once for all variants: it is the same, and long. */
function policiesOfCases(variants: Variants): SectionBlock {
  const cases = new Map(variants.flatMap(({ facts }) => facts.cases.map((each) => [keyOf(each), each] as const)))
  const applied = [...cases.values()].filter(({ policies }) => policies.trim() !== '')
  return {
    kind: 'section',
    title: `Policies of the cases (${String(applied.length)})`,
    isFolded: true,
    blocks: applied.map(({ id, title, policies }) => ({
      ...{ kind: 'excerpt', title: `${id} ${title}`, text: policies.trim() },
    })),
  }
}

/** A line for each case that deviates, with its first check that does. */
function deviations(variants: Variants): readonly Block[] {
  const texts = variants.flatMap(({ variant, facts }) =>
    facts.cases.flatMap((one) => {
      const [first, ...others] = deviationsOf(one)
      if (one.outcome !== 'deviates' || !first) return []
      const more = others.length > 0 ? `, and ${String(others.length)} more` : ''
      return [{ variant, text: `case ${one.id}: ${deviationWords(first)}${more}.` }]
    }),
  )
  return texts.length === 0 ? [] : [{ kind: 'prose', as: 'list', texts }]
}
