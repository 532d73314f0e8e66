import type { Block, Detail, Piece, TableBlock } from '../../blocks/block.ts'
import type { ConnectionCheck, PolicyCase, PolicyFacts } from './facts.ts'
import {
  basisOf,
  checkResult,
  checkTitle,
  expectedWords,
  explanationOf,
  kindTitles,
  observedWords,
  outcomeSigns,
  portOf,
  targetName,
  tookEffectWords,
  verdictSigns,
} from './words.ts'

/**
 * One case on one variant: what came of it, who reaches whom, and every check with its reason. Of a variant that enforces nothing at
 * all, reports say so once instead of a case at a time.
 */
export function caseDetail(
  variant: string,
  one: PolicyCase,
  { enforcement }: Pick<PolicyFacts, 'enforcement'>,
): Detail {
  const explanation = explanationOf(one)
  const policies = one.policies.trim()
  return {
    title: `${one.id}: ${one.title}`,
    description: `On ${variant}. ${kindTitles[one.kind]}: ${outcomeSigns[one.outcome].title}.`,
    blocks: [
      ...paragraphs([explanation, timesOf(one)]),
      ...(one.checks.length > 0 ? [whoReachesWhom(one), everyCheck(one)] : []),
    ],
    onPage: policies === '' ? [] : [{ kind: 'excerpt', title: 'Policies', text: policies }],
    inReports: one.kind === 'user' || (enforcement !== 'none' && (explanation !== undefined || hasExceptions(one))),
  }
}

/** Among its checks is one that a report must not keep to itself. */
const hasExceptions = ({ checks }: PolicyCase) => checks.some(({ verdict }) => verdict !== 'match')

function paragraphs(texts: readonly (string | undefined)[]): readonly Block[] {
  const given = texts.flatMap((text) => (text ? [text] : []))
  return given.length === 0 ? [] : [{ kind: 'prose', as: 'paragraphs', texts: given }]
}

const timesOf = ({ enforced, released }: PolicyCase): string =>
  [
    enforced && `In force ${tookEffectWords(enforced)} after the API server’s answer.`,
    released && `Out of force ${tookEffectWords(released)} after it was deleted.`,
  ]
    .filter(Boolean)
    .join(' ')

/** A row a source, a column a target; several checks (protocols, ports, steps) may share a cell. */
function whoReachesWhom({ checks }: PolicyCase): TableBlock {
  const sources = [...new Set(checks.map(({ from }) => from))]
  const targets = [...new Set(checks.map(targetName))]
  const ports = new Set(checks.map(portOf))
  const pieceOf = (check: ConnectionCheck): Piece => ({
    text: [ports.size > 1 ? portOf(check) : '', resultOf(check)].filter(Boolean).join(' '),
    sign: verdictSigns[check.verdict],
    ...(check.step !== undefined && { note: check.step }),
  })
  return {
    kind: 'table',
    caption: ports.size === 1 ? `Who reaches whom, all over ${[...ports].join('')}` : 'Who reaches whom',
    columns: ['From \\ to', ...targets].map((title) => ({ title })),
    groups: [
      {
        rows: sources.map((from) => ({
          head: { text: from, isCode: true },
          cells: targets.map((to) =>
            checks.filter((each) => each.from === from && targetName(each) === to).map(pieceOf),
          ),
        })),
      },
    ],
  }
}

const resultOf = ({ observed, expected, verdict }: ConnectionCheck): string =>
  verdict === 'match' ? observedWords[observed] : `${observedWords[observed]}, expected ${expectedWords[expected]}`

const everyCheck = ({ checks }: PolicyCase): Block => ({
  kind: 'section',
  title: `Every check, and why it was expected (${String(checks.length)})`,
  isFolded: true,
  blocks: [checkTable(checks)],
})

const checkTable = (checks: readonly ConnectionCheck[]): TableBlock => ({
  kind: 'table',
  caption: 'Every check',
  columns: [{ title: 'Check' }, { title: 'Result' }, { title: 'Expected because' }],
  groups: [
    {
      rows: checks.map((check) => ({
        head: checkTitle(check),
        cells: [{ text: checkResult(check), sign: verdictSigns[check.verdict] }, basisOf(check)],
      })),
    },
  ],
})
