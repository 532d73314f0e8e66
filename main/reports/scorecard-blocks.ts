import type { Block, Piece, Sign, TableBlock } from '../blocks/block.ts'
import type { Findings } from '../findings/findings.ts'
import type { Mark, ScoreCell, ScoreRow } from '../findings/score.ts'
import { probes } from '../probes/index.ts'
import type { Probe } from '../probes/probe.ts'
import type { RunRecord } from '../store/run-record.ts'
import { markTitles, scorecardRemark, scoreText } from '../words/en/scorecard.ts'
import { answerAnchor, probeAnchor } from './anchors.ts'
import { headingOf, sectionId } from './evidence-sections.ts'
import { answersId } from './section.ts'

const sign = (mark: Mark, symbol: string, tone: Sign['tone']): Sign => ({ symbol, title: markTitles[mark], tone })

/** A mark in words as well: colour and shape never say it alone. */
export const markSigns: Readonly<Record<Exclude<Mark, 'alone'>, Sign>> = {
  ahead: sign('ahead', '▲', 'good'),
  equal: sign('equal', '=', 'plain'),
  behind: sign('behind', '▼', 'warn'),
  undecided: sign('undecided', '~', 'plain'),
  'not-shown': sign('not-shown', '?', 'plain'),
  'not-asked': sign('not-asked', '·', 'plain'),
}

/** The first thing of every report: a row a question, a column a variant; a cell leads to what it is made of. */
export function scorecardBlock(
  { variants }: Pick<RunRecord, 'variants'>,
  { scorecard, caveats }: Pick<Findings, 'scorecard' | 'caveats'>,
  known: readonly Probe[] = probes.all(),
): TableBlock | undefined {
  const { rows, references } = scorecard
  if (rows.length === 0) return undefined
  const used = new Set(rows.flatMap(({ cells }) => cells.map(({ mark }) => mark)))
  return {
    kind: 'table',
    caption: ['Scorecard.', scorecardRemark({ scorecard, caveats })].join(' ').trimEnd(),
    columns: [
      { title: 'Question' },
      ...variants.map(({ id }) => ({
        title: references.includes(id) ? `${id} (reference)` : id,
        variant: id,
      })),
    ],
    groups: [
      { rows: rows.map((row) => ({ head: row.title, cells: row.cells.map((cell) => pieceOf(cell, row, known)) })) },
    ],
    legend: Object.entries(markSigns).flatMap(([mark, each]) => (used.has(mark as Mark) ? [each] : [])),
  }
}

function pieceOf(cell: ScoreCell, row: ScoreRow, known: readonly Probe[]): Piece {
  const { variant, mark, value } = cell
  const marked = mark === 'alone' ? {} : { sign: markSigns[mark] }
  if (!value) return { text: markTitles[mark], ...marked, ...(mark === 'not-shown' && placeOf(row, variant, known)) }
  return { ...marked, ...scoreText(value), ...placeOf(row, variant, known) }
}

/** Where the evidence is. */
function placeOf({ probe, question }: ScoreRow, variant: string, known: readonly Probe[]): Partial<Piece> {
  if (question) return { to: answersId, at: answerAnchor(question) }
  const of = known.find(({ id }) => id === probe)
  return of ? { to: sectionId(headingOf(of)), at: probeAnchor(probe), option: variant } : {}
}

/** Nothing where no probe of the run has a place on the scorecard. */
export const scorecardBlocks = (
  run: Pick<RunRecord, 'variants'>,
  findings: Pick<Findings, 'scorecard' | 'caveats'>,
): readonly Block[] => {
  const block = scorecardBlock(run, findings)
  return block ? [block] : []
}
