import { baselinePath } from '../probes/probe.ts'
import type { RunRecord } from '../store/run-record.ts'

/** Samples that one variant gives in one round. */
export function samplesPerTurn({ spec, probes }: Pick<RunRecord, 'spec' | 'probes'>): number {
  const paths = [baselinePath, ...spec.paths].filter((path) => path !== 'pod-service' || spec.runtime === 'kind')
  return probes.flatMap((probe) => probe.paths.filter((path) => paths.includes(path)).flatMap(() => probe.cases)).length
}

/** Samples of all rounds that are always measured. */
export const expectedSamples = (run: Pick<RunRecord, 'spec' | 'variants' | 'probes'>): number =>
  samplesPerTurn(run) * run.variants.length * run.spec.rounds
