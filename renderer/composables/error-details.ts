import { LabCallError } from '../../main/api/client.ts'
import type { LabErrorDetails } from '../../main/system/errors.ts'

/** Any thrown value as details that `UiError` shows. */
export function errorDetails(thrown: unknown, title: string): LabErrorDetails {
  if (thrown instanceof LabCallError) return thrown.details
  return { code: 'internal', title, message: thrown instanceof Error ? thrown.message : String(thrown) }
}
