import type { RunRecord } from '../store/run-record.ts'
import { answersOf } from './answers.ts'
import { seededBootstrap } from './bootstrap.ts'
import { caveatsOf } from './caveats.ts'
import { cellsOf } from './cells.ts'
import { comparisonsOf } from './comparisons.ts'
import { costOf } from './cost.ts'
import { deriveEvidence } from './derive-evidence.ts'
import type { Findings } from './findings.ts'

/** Everything that is said of a run. The same record gives the same findings, to the last digit. */
export function deriveFindings(run: RunRecord): Findings {
  const bootstrap = seededBootstrap(run.spec.seed)
  const measured = cellsOf(run, bootstrap)
  const comparisons = comparisonsOf(run, measured, bootstrap)
  const variants = run.variants.map(({ id }) => id)
  const cells = measured.map(({ cell }) => cell)
  return {
    cells,
    comparisons,
    answers: answersOf(variants, measured, comparisons),
    cost: costOf(run),
    evidence: deriveEvidence(run, cells, comparisons),
    caveats: caveatsOf(run, measured, comparisons),
  }
}
