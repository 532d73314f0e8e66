import type { Bench, Cluster } from '../clusters/cluster.ts'
import type { Inspection, InspectionContext, KeptOutput } from '../probes/inspection.ts'
import type { JsonRecord } from '../store/events.ts'
import { toLabErrorDetails } from '../system/errors.ts'
import type { Recorder } from './recorder.ts'

/** What a run says of its inspections as a whole. */
export interface InspectionChoice {
  readonly seed: number
  readonly userPolicies?: string
}

interface Place extends InspectionChoice {
  readonly cluster: Cluster
  readonly bench: Bench
}

/** One inspection of one cluster: its outputs are stored as they come, then its record, or why there is none. */
export async function inspectCluster(
  inspection: Inspection,
  place: Place,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<void> {
  const variant = place.cluster.variant.id
  const steps = recorder.steps(variant)
  const startedAtMs = Date.now()
  const of = () => ({ variant, inspection: inspection.id, startedAtMs, durationMs: Date.now() - startedAtMs })
  const keep = keeper(variant, inspection.id, recorder)
  const context: InspectionContext = {
    ...place,
    signal,
    keep,
    log: (line) => {
      steps.log(line)
    },
  }
  try {
    const record = await steps.step(inspection.title, () => inspection.inspect(context), 'probe')
    recorder.append({ type: 'inspection.ended', end: { ...of(), state: 'recorded', record: asJson(record) } })
  } catch (error) {
    signal.throwIfAborted()
    const details = toLabErrorDetails(error, `Cannot inspect ${variant}: ${inspection.title}`)
    recorder.append({ type: 'inspection.ended', end: { ...of(), state: 'failed', error: details } })
  }
}

/** As the store will have it: without what is undefined. */
const asJson = (record: unknown) => JSON.parse(JSON.stringify(record)) as JsonRecord

function keeper(variant: string, inspection: string, recorder: Recorder): InspectionContext['keep'] {
  return async (part, command, run): Promise<KeptOutput> => {
    const startedAtMs = Date.now()
    const output = await run()
    const durationMs = Date.now() - startedAtMs
    const raw = recorder.appendRaw(output)
    const { exitCode } = output
    recorder.append({
      type: 'inspection.printed',
      ...{ variant, inspection, part, raw, command: [...command], exitCode, startedAtMs, durationMs },
    })
    return { ...output, raw, startedAtMs, durationMs }
  }
}
