import type { z } from 'zod'
import type { DerivedOf, Probe, VariantFacts } from '../probes/probe.ts'
import type { RecordedError } from '../store/events.ts'
import type { Reading as StoredReading, RunRecord, VariantRecord } from '../store/run-record.ts'
import { readingKeyOf, readingText } from '../experiment/cell-text.ts'
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

type Reading<R> = Parameters<Probe<R>['derive']>[0][number]

/** What the records of a run come to, a probe at a time, and why there is none where there should be one. */
export function deriveFacts(run: RunRecord, probes: readonly Probe[]): Facts {
  const gaps = lastEnded(run).flatMap(({ variant, probe: id, outcome }): readonly Gap[] => {
    if (outcome.state === 'failed') return [{ variant, probe: id, error: outcome.error }]
    const probe = probes.find((each) => each.id === id)
    const problem = outcome.state === 'recorded' ? probe?.record.safeParse(outcome.record).error : undefined
    return probe && problem ? [{ variant, probe: id, error: unreadable(probe, problem) }] : []
  })
  const facts = probes
    .filter(({ repeat }) => repeat === 'once')
    .map((probe) => ({ probe: probe.id, variants: factsOfProbe(run, probe) }))
    .filter(({ variants }) => variants.length > 0)
  return { facts, gaps }
}

/** The facts of one probe: what is kept under its id was derived by it. */
export const factsOf = <R, F>({ facts }: Pick<Facts, 'facts'>, { id }: Probe<R, F>): readonly VariantFacts<F>[] =>
  (facts.find(({ probe }) => probe === id)?.variants ?? []) as readonly VariantFacts<F>[]

function factsOfProbe<R, F>(run: RunRecord, probe: Probe<R, F>): readonly VariantFacts<F>[] {
  return run.variants.flatMap((variant) => {
    const readings = readingsOf(run, probe, variant.id)
    return readings.length > 0 ? [{ variant: variant.id, facts: probe.derive(readings, derivedOf(run, variant)) }] : []
  })
}

function readingsOf<R, F>(run: RunRecord, probe: Probe<R, F>, variant: string): readonly Reading<R>[] {
  return run.readings.flatMap((reading) => {
    if (reading.variant !== variant || reading.probe !== probe.id || reading.outcome.state !== 'recorded') return []
    const { data } = probe.record.safeParse(reading.outcome.record)
    return data === undefined ? [] : [{ key: readingKeyOf(reading), record: data }]
  })
}

/** Of the probes without numbers, whose failures are samples: what became of each key at last. */
const lastEnded = (run: RunRecord): readonly StoredReading[] => [
  ...new Map(
    run.readings
      .filter((reading) => reading.outcome.state !== 'unread' && !hasNumbers(run, reading))
      .map((reading) => [readingText(reading), reading]),
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
