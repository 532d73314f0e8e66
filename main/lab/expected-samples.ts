import type { CellKey } from '../experiment/cell-key.ts'
import { cellsOf } from '../experiment/cells.ts'
import type { RunRecord } from '../store/run-record.ts'
import { timesOf } from './due-cells.ts'

/** What is measured in rounds, of whichever variant. */
export type TurnCell = Omit<CellKey, 'variant'>

type Planned = Pick<RunRecord, 'spec' | 'probes'>

/** Everything that is measured of a variant in rounds, in its order; the reference always is. */
export const turnOf = ({ spec, probes }: Planned): readonly TurnCell[] =>
  cellsOf(
    probes.filter(({ repeat }) => repeat === 'each-round'),
    spec.paths,
  ).map(({ probe, ...cell }) => ({ probe: probe.id, ...cell }))

/** Samples of all rounds that are always measured. */
export const expectedSamples = ({ spec, variants, probes }: Pick<RunRecord, 'spec' | 'variants' | 'probes'>): number =>
  variants.length *
  cellsOf(
    probes.filter(({ repeat }) => repeat === 'each-round'),
    spec.paths,
  ).reduce((sum, cell) => sum + timesOf(cell, spec, spec.rounds), 0)
