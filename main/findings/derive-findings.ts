import type { RunRecord } from '../store/run-record.ts'
import { answersOf } from './answers.ts'
import { seededBootstrap } from './bootstrap.ts'
import { caveatsOf } from './caveats.ts'
import { cellsOf } from './cells.ts'
import { comparisonsOf } from './comparisons.ts'
import { costOf } from './cost.ts'
import type { Findings } from './findings.ts'

/** Everything that is said of a run. The same record gives the same findings, to the last digit. */
export function deriveFindings(run: RunRecord): Findings {
  const bootstrap = seededBootstrap(run.spec.seed)
  const cells = cellsOf(run, bootstrap)
  const comparisons = comparisonsOf(run, cells, bootstrap)
  const variants = run.variants.map(({ id }) => id)
  return {
    cells: cells.map(({ cell }) => cell),
    comparisons,
    answers: answersOf(variants, cells, comparisons),
    cost: costOf(run),
    caveats: caveatsOf(run, cells, comparisons),
  }
}
