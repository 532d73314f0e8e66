import { variants } from '../../../main/cnis/index.ts'
import type { JsonRecord } from '../../../main/store/events.ts'
import type { RunRecord } from '../../../main/store/run-record.ts'
import { aRun } from './build-run.ts'

/** A run whose one inspection of a variant left this record. */
export function inspectedRun(
  variant: string,
  inspection: string,
  record: unknown,
  rest: Partial<RunRecord> = {},
): RunRecord {
  const { id, cni, title, configured } = variants.get(variant)
  return {
    ...aRun(),
    variants: [{ id, cni, title, configured }],
    inspectionEnds: [
      { variant, inspection, state: 'recorded', record: record as JsonRecord, startedAtMs: 0, durationMs: 1 },
    ],
    ...rest,
  }
}
