import { variants } from '../../../main/cnis/index.ts'
import type { RunRecord } from '../../../main/store/run-record.ts'
import { aRecorded } from '../builders/readings.ts'
import { aRun } from './build-run.ts'

/** A run whose one probe left this record of a variant. */
export function inspectedRun(
  variant: string,
  probe: string,
  record: unknown,
  rest: Partial<RunRecord> = {},
): RunRecord {
  const { id, cni, title, configured } = variants.get(variant)
  return {
    ...aRun(),
    variants: [{ id, cni, title, configured }],
    readings: [aRecorded(variant, probe, record)],
    ...rest,
  }
}
