import { type PathId, referencePath } from '../experiment/paths.ts'
import type { RunRecord } from '../store/run-record.ts'

/** One measurement of a variant's turn. */
export interface TurnCell {
  readonly probe: string
  readonly caseId: string
  readonly path: PathId
}

/** Everything that is measured in one round of one variant; the baseline always is. */
export function turnOf({ spec, probes }: Pick<RunRecord, 'spec' | 'probes'>): readonly TurnCell[] {
  const paths = [referencePath, ...spec.paths]
  return probes.flatMap((probe) =>
    probe.paths
      .filter((path) => paths.includes(path))
      .flatMap((path) => probe.cases.map(({ id }) => ({ probe: probe.id, caseId: id, path }))),
  )
}

/** Samples of all rounds that are always measured. */
export const expectedSamples = (run: Pick<RunRecord, 'spec' | 'variants' | 'probes'>): number =>
  turnOf(run).length * run.variants.length * run.spec.rounds
