import type { Failure, Sample } from '../../../main/findings/samples.ts'
import type { Reading } from '../../../main/store/run-record.ts'
import type { Json } from '../../../main/system/json.ts'
import { aKeyReadOnce } from './run-events.ts'

/** The reading that is shown as this row. */
export function readingOfSample({ outcome, raw, command, exitCode, machineBusy, ...sample }: Sample): Reading {
  const { startedAtMs, durationMs, ...key } = sample
  const output = { part: 'client', raw, command: [...command], exitCode, startedAtMs, durationMs, machineBusy }
  const reading = { ...key, startedAtMs, durationMs, outputs: [output] }
  if (outcome.state !== 'measured') return { ...reading, outcome }
  const { metrics, distributions, cpuLimited } = outcome
  return { ...reading, outcome: { state: 'recorded', record: { metrics, distributions, cpuLimited } } }
}

export const readingOfFailure = ({ error, ...key }: Failure): Reading => ({
  ...key,
  outputs: [],
  outcome: { state: 'failed', error },
})

/** What a probe that is read once left of a variant. */
export const aRecorded = (variant: string, probe: string, record: unknown): Reading => ({
  ...aKeyReadOnce(variant, probe),
  outputs: [],
  startedAtMs: 0,
  durationMs: 1,
  outcome: { state: 'recorded', record: record as Json },
})
