import { z } from 'zod'
import { wholeCluster } from '../../experiment/paths.ts'
import { asMeasured, recordOfNumbers, upgradedProbes, upgradedSpec, upgradedStep } from './upgraded-parts.ts'

/** Types of event that a record of before may have, by what they have become. */
export const earlierTypes = {
  'reading.printed': ['sample.taken', 'inspection.printed'],
  'reading.recorded': ['sample.measured', 'inspection.ended'],
  'reading.failed': ['sample.failed', 'inspection.ended'],
} as const

/** What was inspected had neither case nor path nor round. */
export const inspectedKey = (inspection: unknown) => ({
  ...{ probe: inspection, caseId: 'all', path: wholeCluster, round: 0 },
})

const eventSchema = z.looseObject({ type: z.string() })

/**
 * An event as it is written now, of one that any earlier version wrote, as JSON. What is neither stays as it is. Pure: it is done
 * each time a record is read, and the record itself is never changed.
 */
export function upgradeEvent(json: unknown): unknown {
  const { data: event } = eventSchema.safeParse(json)
  if (!event) return json
  switch (event.type) {
    case 'run.started':
      return { ...event, spec: upgradedSpec(event.spec), probes: upgradedProbes(event.probes, event.inspections) }
    case 'step.finished':
      return upgradedStep(event)
    case 'sample.taken':
      return { ...asMeasured(event), type: 'reading.printed' }
    case 'sample.measured':
      return { ...event, type: 'reading.recorded', record: recordOfNumbers(event) }
    case 'sample.failed':
      return { ...event, type: 'reading.failed' }
    case 'inspection.printed':
      return { ...event, type: 'reading.printed', ...inspectedKey(event.inspection) }
    case 'inspection.ended':
      return endOfInspection(event.end)
    default:
      return json
  }
}

const endSchema = z.looseObject({ state: z.unknown(), inspection: z.unknown() })

function endOfInspection(json: unknown): unknown {
  const { data: end } = endSchema.safeParse(json)
  const type = end?.state === 'failed' ? 'reading.failed' : 'reading.recorded'
  return { ...end, type, ...inspectedKey(end?.inspection) }
}
