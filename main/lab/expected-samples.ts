import type { CellKey } from '../experiment/cell-key.ts'
import { cellsOf } from '../experiment/cells.ts'
import type { RunRecord } from '../store/run-record.ts'

/** What is measured in each round, of whichever variant. */
export type TurnCell = Omit<CellKey, 'variant'>

/** Everything that is measured in one round of one variant; the reference always is. */
export const turnOf = ({ spec, probes }: Pick<RunRecord, 'spec' | 'probes'>): readonly TurnCell[] =>
  cellsOf(
    probes.filter(({ repeat }) => repeat === 'each-round'),
    spec.paths,
  ).map(({ probe, ...cell }) => ({ probe: probe.id, ...cell }))

/** Samples of all rounds that are always measured. */
export const expectedSamples = (run: Pick<RunRecord, 'spec' | 'variants' | 'probes'>): number =>
  turnOf(run).length * run.variants.length * run.spec.rounds
