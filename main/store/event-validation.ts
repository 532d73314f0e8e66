import { LabError } from '../system/errors.ts'
import { firstIssue } from '../system/first-issue.ts'
import { jsonOf } from '../system/json.ts'
import { upgradeEvent } from './earlier/upgrade-event.ts'
import { eventSchema, type RunEvent } from './events.ts'

/** The event as it is kept. @throws LabError `store-failed` */
export function validEvent(event: RunEvent): RunEvent {
  const parsed = eventSchema.safeParse(event)
  if (parsed.success) return parsed.data
  throw new LabError({
    code: 'store-failed',
    title: `Cannot record the event ${event.type}`,
    message: `It is not valid: ${firstIssue(parsed.error)}.`,
    hint: 'This is a mistake in CNI Lab. Please report it.',
  })
}

/** An event as it was kept, by whichever version. @throws LabError `store-failed` */
export function eventFromJson(runId: string, sequence: number, body: string): RunEvent {
  const parsed = eventSchema.safeParse(upgradeEvent(jsonOf(body)))
  if (parsed.success) return parsed.data
  throw new LabError({
    code: 'store-failed',
    title: `Cannot read the run ${runId}`,
    message: `Its event ${String(sequence)} is not one this version understands: ${firstIssue(parsed.error)}.`,
    hint: 'Update CNI Lab: the run was probably recorded by a newer version.',
  })
}
