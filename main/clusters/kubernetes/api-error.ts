import { z } from 'zod'
import { LabError } from '../../system/errors.ts'
import { jsonOf } from '../../system/json.ts'

const apiException = z.object({ code: z.number(), body: z.unknown() })
const status = z.object({ message: z.string() })

/** An API failure as a LabError: the server's own words where it answered, the connection's where it did not. */
export function explain(error: unknown, title: string): LabError {
  if (error instanceof LabError) return error
  return new LabError({ code: 'cluster-failed', title, message: messageOf(error) }, { cause: error })
}

function messageOf(error: unknown): string {
  const exception = apiException.safeParse(error)
  if (exception.success) {
    const { code, body } = exception.data
    const parsed = status.safeParse(typeof body === 'string' ? jsonOf(body) : body)
    return `the API server answered ${String(code)}${parsed.success ? `: ${parsed.data.message}` : ''}`
  }
  if (!(error instanceof Error)) return describeEvent(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

/** WebSockets fail with an event instead of an error. */
const describeEvent = (event: unknown): string =>
  typeof event === 'object' && event !== null && 'message' in event ? String(event.message) : String(event)
