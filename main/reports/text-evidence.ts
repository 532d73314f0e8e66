import { listOf } from '../words/en/text.ts'
import type { Evidence } from '../findings/evidence/evidence.ts'
import { claimCounts, claimsMatrix } from './evidence/claim-rows.ts'
import { deviationLines, gridLines } from './evidence/compact-lines.ts'
import { gapRows, hasEvidence } from './evidence/gap-rows.ts'
import { baselineWords } from './evidence/policy-words.ts'
import { overviewRows, overviewTitles } from './evidence/overview-rows.ts'
import { legend, outcomeSigns } from './evidence/signs.ts'
import type { ReportInput } from './report-input.ts'

/** What inspections showed, for a terminal: no line is longer than `width`; empty where nothing was looked at. */
export function renderTextEvidence({ run, findings: { evidence } }: ReportInput, { width = 120 } = {}): string {
  if (!hasEvidence(evidence)) return ''
  const columns = Math.min(width, 120)
  return [
    overview(
      evidence,
      run.variants.map(({ id }) => id),
    ),
    policy(evidence),
    claims(evidence),
    gaps(evidence, run),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.flatMap((line) => wrapped(line, columns)).join('\n') + '\n')
    .join('\n')
}

function overview(evidence: Evidence, variants: readonly string[]): readonly string[] {
  const rows = overviewRows(evidence, variants)
  if (rows.length === 0) return []
  return [
    'What each CNI does',
    ...rows.flatMap(({ variant, ...cells }) => [
      `  ${variant}`,
      ...Object.entries(overviewTitles).flatMap(([id, title]) => {
        const text = textOf(cells, id)
        return text === '' ? [] : [`    ${title.padEnd(titleWidth)}  ${text}`]
      }),
    ]),
  ]
}

const titleWidth = Math.max(...Object.values(overviewTitles).map(({ length }) => length))

const textOf = (cells: Readonly<Record<string, { readonly text: string }>>, id: string) => cells[id]?.text ?? ''

/** The symbols come first, so that they stand under one another however long a title is. */
function policy({ policy: evidence }: Evidence): readonly string[] {
  if (evidence.length === 0) return []
  return [
    `Policy, case by case: ${listOf(evidence.map(({ variant }) => variant))}, in this order`,
    ...gridLines(evidence).map(
      ({ id, title, symbols }) => `  ${symbols.map((symbol) => symbol || ' ').join(' ')}  ${id.padStart(4)}  ${title}`,
    ),
    `  ${legend(outcomeSigns)}.`,
    ...evidence.flatMap(({ variant, baseline }) =>
      baseline.isClean ? [] : [`  ${variant}: nothing is judged: ${baselineWords(baseline)}`],
    ),
    ...evidence.flatMap(deviationLines).map((line) => `  ${line}`),
  ]
}

function claims({ claims: check }: Evidence): readonly string[] {
  const lines = claimsMatrix(check).flatMap(({ title, cells }) =>
    cells.flatMap(({ title: of, claim }) =>
      claim ? [`  ${claim.sign.symbol} ${of}, ${title}: ${claim.sign.title}. ${claim.because}`] : [],
    ),
  )
  return lines.length === 0 ? [] : [`Claims check: ${claimCounts(check)}`, ...lines]
}

function gaps(evidence: Evidence, run: ReportInput['run']): readonly string[] {
  const rows = gapRows(evidence, run)
  return rows.length === 0
    ? []
    : [
        'What could not be looked at, which says nothing about the CNI',
        ...rows.map(({ variant, inspection, because }) => `  ${variant}, ${inspection}: ${because}`),
      ]
}

/** Broken between words, what follows two columns further in; a word that is too long is cut. */
function wrapped(line: string, width: number): readonly string[] {
  const plain = line.replaceAll(/[\r\n]+/g, ' ')
  if (plain.length <= width) return [plain]
  const indent = /^ */.exec(plain)?.[0].length ?? 0
  const space = plain.lastIndexOf(' ', width)
  const isBreakable = space > indent
  const at = isBreakable ? space : width
  const rest = plain.slice(isBreakable ? at + 1 : at)
  const further = ' '.repeat(Math.min(indent < 4 ? indent + 2 : indent, Math.floor(width / 2)))
  return [plain.slice(0, at), ...wrapped(further + rest.trimStart(), width)]
}
