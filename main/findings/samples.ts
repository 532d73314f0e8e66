import type { ReadingKey } from '../experiment/cell-key.ts'
import { readingKeyOf } from '../experiment/cell-text.ts'
import { probes } from '../probes/index.ts'
import { numbersSchema, type Numbers } from '../probes/numbers.ts'
import type { Probe } from '../probes/probe.ts'
import type { RecordedError } from '../store/events.ts'
import type { Reading, RunRecord } from '../store/run-record.ts'
import type { Json } from '../system/json.ts'

/** A reading of a probe with numbers, as a row. */
export interface Sample extends ReadingKey {
  /** Number of its output in the store. */
  readonly raw: number
  readonly command: readonly string[]
  readonly exitCode: number
  readonly startedAtMs: number
  readonly durationMs: number
  /** Busy share of all cores of this machine meanwhile, 0 to 1. */
  readonly machineBusy: number
  readonly outcome:
    | {
        readonly state: 'measured'
        readonly metrics: Readonly<Record<string, number>>
        readonly distributions: Readonly<Record<string, readonly number[]>>
        readonly cpuLimited: boolean
      }
    | Exclude<Reading['outcome'], { readonly state: 'recorded' }>
}

/** A reading that failed before anything was printed. */
export interface Failure extends ReadingKey {
  readonly error: RecordedError
}

type OfReadings = Pick<RunRecord, 'readings' | 'probes'>

/** Whether a run's record says that a probe gives numbers. */
export const hasNumbers = ({ probes }: Pick<RunRecord, 'probes'>, { probe, round }: ReadingKey): boolean => {
  const recorded = probes.find(({ id }) => id === probe)
  return recorded ? Object.keys(recorded.metrics).length > 0 : round > 0
}

/** Reading a long record takes a while, and several ask for the same. */
const alreadyRead = new WeakMap<OfReadings['readings'], readonly Sample[]>()

/** All readings with numbers that printed something, in their order. */
export function samplesOf(run: OfReadings, known: readonly Probe[] = probes.all()): readonly Sample[] {
  const kept = alreadyRead.get(run.readings)
  if (kept && known === probes.all()) return kept
  const samples = run.readings
    .filter((reading) => hasNumbers(run, reading) && !isFailure(reading))
    .map((reading) => sampleOf(reading, known))
  if (known === probes.all()) alreadyRead.set(run.readings, samples)
  return samples
}

export const failuresOf = (run: OfReadings): readonly Failure[] =>
  run.readings.flatMap((reading) =>
    hasNumbers(run, reading) && isFailure(reading) && reading.outcome.state === 'failed'
      ? [{ ...readingKeyOf(reading), error: reading.outcome.error }]
      : [],
  )

const isFailure = ({ outputs, outcome }: Reading): boolean => outcome.state === 'failed' && outputs.length === 0

export function sampleOf(reading: Reading, known: readonly Probe[] = probes.all()): Sample {
  const last = reading.outputs.at(-1)
  return {
    ...readingKeyOf(reading),
    raw: last?.raw ?? 0,
    command: last?.command ?? [],
    exitCode: last?.exitCode ?? 0,
    ...spanOf(reading),
    machineBusy: last?.machineBusy ?? 0,
    outcome: outcomeOf(reading, known),
  }
}

/** From its first output to its last: what was done around them is not what was measured. */
function spanOf({ outputs, startedAtMs = 0, durationMs = 0 }: Reading): Pick<Sample, 'startedAtMs' | 'durationMs'> {
  const [first, ...others] = outputs
  if (!first) return { startedAtMs, durationMs }
  const last = others.at(-1)
  return {
    startedAtMs: first.startedAtMs,
    durationMs: last ? last.startedAtMs + last.durationMs - first.startedAtMs : first.durationMs,
  }
}

function outcomeOf({ probe, outcome }: Reading, known: readonly Probe[]): Sample['outcome'] {
  if (outcome.state !== 'recorded') return outcome
  const numbers = numbersOf(probe, outcome.record, known)
  if (!numbers) return { state: 'failed', error: unreadable(probe) }
  const { metrics, distributions = {}, cpuLimited = false } = numbers
  return { state: 'measured', metrics, distributions, cpuLimited }
}

/** The numbers of a record; those of a probe that this program does not have, where they are of the usual shape. */
export function numbersOf(id: string, record: Json, known: readonly Probe[] = probes.all()): Numbers | undefined {
  const probe = known.find((each) => each.id === id)
  if (!probe?.numbers) return numbersSchema.safeParse(record).data
  const { data, success } = probe.record.safeParse(record)
  return success ? probe.numbers(data) : undefined
}

const unreadable = (probe: string): RecordedError => ({
  code: 'unparsable-output',
  title: `Cannot read the numbers of ${probe}`,
  message: 'its record has another shape.',
  hint: 'Another version of CNI Lab wrote it. What was printed is in the run’s raw outputs.',
})
