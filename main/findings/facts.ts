import type { z } from 'zod'
import type { ReadingKey } from '../experiment/cell-key.ts'
import { readingKeyOf, readingText } from '../experiment/cell-text.ts'
import type { DerivedOf, Probe, VariantFacts } from '../probes/probe.ts'
import type { RecordedError } from '../store/events.ts'
import type { Reading, RunRecord, VariantRecord } from '../store/run-record.ts'
import { hasNumbers } from './samples.ts'

/** What one probe showed of each variant that it could be read of. */
export interface ProbeFacts {
  readonly probe: string
  readonly variants: readonly VariantFacts<unknown>[]
}

/** What was to be read and could not be: it says nothing about the CNI. */
export interface Gap {
  readonly variant: string
  readonly probe: string
  readonly error: RecordedError
}

export interface Facts {
  /** In the order of probes. */
  readonly facts: readonly ProbeFacts[]
  readonly gaps: readonly Gap[]
}

/** What the records of a run come to, a probe at a time, and why there is none where there should be one. */
export function deriveFacts(run: RunRecord, probes: readonly Probe[]): Facts {
  const readings = run.readings.map((reading) => readRecord(run, reading, probes))
  const gaps = lastEnded(run, readings).flatMap(({ key: { variant, probe }, error }): readonly Gap[] =>
    error ? [{ variant, probe, error }] : [],
  )
  const facts = probes
    .map((probe) => ({ probe: probe.id, variants: factsOfProbe(run, probe, readings) }))
    .filter(({ variants }) => variants.length > 0)
  return { facts, gaps }
}

/** The facts of one probe: what is kept under its id was derived by it. */
export const factsOf = <R, F>({ facts }: Pick<Facts, 'facts'>, { id }: Probe<R, F>): readonly VariantFacts<F>[] =>
  (facts.find(({ probe }) => probe === id)?.variants ?? []) as readonly VariantFacts<F>[]

/** A reading of a run, its record as its probe reads it. */
interface ReadReading {
  readonly key: ReadingKey
  readonly isEnded: boolean
  readonly record?: unknown
  /** Why there is no record, where there should be one. */
  readonly error?: RecordedError
}

function readRecord(run: RunRecord, reading: Reading, probes: readonly Probe[]): ReadReading {
  const { outcome } = reading
  const read = { key: readingKeyOf(reading), isEnded: outcome.state !== 'unread' }
  if (outcome.state === 'failed') return { ...read, error: outcome.error }
  const probe = probes.find(({ id }) => id === reading.probe)
  // What is numbers alone is read as samples, and there are thousands of them.
  if (outcome.state === 'unread' || !probe || (!probe.derive && hasNumbers(run, reading))) return read
  const { data, error } = probe.record.safeParse(outcome.record)
  return error ? { ...read, error: unreadable(probe, error) } : { ...read, record: data }
}

const factsOfProbe = (run: RunRecord, probe: Probe, readings: readonly ReadReading[]): ProbeFacts['variants'] =>
  run.variants.flatMap((variant) => {
    const own = readings.flatMap(({ key, record }) =>
      key.variant === variant.id && key.probe === probe.id && record !== undefined ? [{ key, record }] : [],
    )
    if (!probe.derive || own.length === 0) return []
    return [{ variant: variant.id, facts: probe.derive(own, derivedOf(run, variant)) }]
  })

/** Of the probes without numbers, whose failures are samples: what became of each key at last. */
const lastEnded = (run: RunRecord, readings: readonly ReadReading[]): readonly ReadReading[] => [
  ...new Map(
    readings
      .filter(({ key, isEnded }) => isEnded && !hasNumbers(run, key))
      .map((reading) => [readingText(reading.key), reading]),
  ).values(),
]

const derivedOf = ({ steps }: RunRecord, { id, cni, configured }: VariantRecord): DerivedOf => ({
  variant: { id, cni, configured },
  steps: steps.flatMap((step) => (step.variant === id && !step.error && step.id ? [{ ...step, id: step.id }] : [])),
})

const unreadable = ({ title }: Probe, { issues: [issue] }: z.ZodError): RecordedError => ({
  code: 'unparsable-output',
  title: `Cannot read the record of “${title}”`,
  message: `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'it has another shape'}.`,
  hint: 'Another version of CNI Lab wrote it. What was printed is in the run’s raw outputs.',
})
