import { z } from 'zod'
import { inspectedKey } from './upgrade-event.ts'
import { asMeasured, recordOfNumbers, upgradedProbes, upgradedSpec, upgradedStep } from './upgraded-parts.ts'

const output = { raw: z.number(), startedAtMs: z.number(), durationMs: z.number() }
const failed = z.looseObject({ error: z.unknown() })

/** As much of the record in a run file of the kind 1 as its readings are made from. */
const runSchema = z.looseObject({
  spec: z.unknown(),
  probes: z.unknown(),
  steps: z.array(z.unknown()),
  samples: z.array(z.looseObject({ ...output, outcome: z.looseObject({ state: z.string() }) })),
  failures: z.array(failed),
  inspections: z.unknown().optional(),
  inspectionOutputs: z.array(z.looseObject({ ...output, variant: z.string(), inspection: z.string() })).default([]),
  inspectionEnds: z
    .array(z.looseObject({ variant: z.string(), inspection: z.string(), state: z.string() }))
    .default([]),
})
type EarlierRun = z.infer<typeof runSchema>

/** The record in a run file as it is written now, of one that an earlier version wrote, as JSON. What is none stays as it is. */
export function upgradeRun(json: unknown): unknown {
  const { data } = runSchema.safeParse(json)
  if (!data) return json
  const { samples, failures, inspections, inspectionOutputs, inspectionEnds, ...run } = data
  return {
    ...run,
    spec: upgradedSpec(run.spec),
    probes: upgradedProbes(run.probes, inspections),
    steps: run.steps.map(upgradedStep),
    readings: [
      ...samples.map(readingOfSample),
      ...failures.map(({ error, ...key }) => ({ ...key, outputs: [], outcome: { state: 'failed', error } })),
      ...inspectionReadings({ inspectionOutputs, inspectionEnds }),
    ],
  }
}

function readingOfSample({ outcome, ...sample }: EarlierRun['samples'][number]) {
  const { state, error } = outcome
  const ends = {
    measured: { state: 'recorded', record: recordOfNumbers(outcome) },
    failed: { state, error },
  }
  return {
    ...sample,
    outputs: [asMeasured(sample)],
    outcome: state === 'measured' || state === 'failed' ? ends[state] : { state: 'unread' },
  }
}

/** All outputs of one inspection of one variant are of one reading: of several that were begun, the last end alone was kept. */
function inspectionReadings({
  inspectionOutputs,
  inspectionEnds,
}: Pick<EarlierRun, 'inspectionOutputs' | 'inspectionEnds'>): readonly unknown[] {
  const textOf = (of: { readonly variant: string; readonly inspection: string }) => `${of.variant} ${of.inspection}`
  const outputs = Map.groupBy(inspectionOutputs, textOf)
  const ends = new Map(inspectionEnds.map((end) => [textOf(end), end]))
  return [...new Set([...outputs.keys(), ...ends.keys()])].flatMap((text) => {
    const own = outputs.get(text) ?? []
    const end = ends.get(text)
    const of = end ?? own[0]
    if (!of) return []
    const key = { variant: of.variant, ...inspectedKey(of.inspection) }
    const last = own.reduce((latest, { startedAtMs, durationMs }) => Math.max(latest, startedAtMs + durationMs), 0)
    const span = { startedAtMs: own[0]?.startedAtMs, durationMs: last - (own[0]?.startedAtMs ?? 0) }
    const outcome = end ? { state: end.state, record: end.record, error: end.error } : { state: 'unread' }
    return [
      { ...key, ...(end ? { startedAtMs: end.startedAtMs, durationMs: end.durationMs } : span), outputs: own, outcome },
    ]
  })
}
