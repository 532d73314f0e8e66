import { probes } from '../probes/index.ts'
import type { RunRecord } from '../store/run-record.ts'
import { answersOf } from './answers.ts'
import { caveatsOf } from './caveats.ts'
import { cellsOf } from './cells.ts'
import { checkClaims } from './claims/check-claims.ts'
import { comparisonsOf } from './comparisons.ts'
import { costOf } from './cost.ts'
import { deriveFacts } from './facts.ts'
import type { Findings } from './findings.ts'
import { scorecardOf } from './scorecard.ts'
import { suitabilityOf } from './recommendation/suitability.ts'

/** Everything that is said of a run. The same record gives the same findings, to the last digit. */
export function deriveFindings(run: RunRecord, known = probes.all()): Findings {
  const shown = deriveFacts(run, known)
  const measured = cellsOf(run)
  const comparisons = comparisonsOf(run, measured)
  const variants = run.variants.map(({ id }) => id)
  const cells = measured.map(({ cell }) => cell)
  const scorecard = scorecardOf(run, { cells, comparisons, facts: shown.facts }, known)
  return {
    cells,
    comparisons,
    answers: answersOf(variants, measured, comparisons, scorecard.references),
    scorecard,
    cost: costOf(run),
    ...shown,
    claims: checkClaims({ ...shown, run, comparisons }),
    suitability: suitabilityOf(variants, shown, scorecard.references),
    caveats: caveatsOf(run, measured, comparisons),
  }
}
