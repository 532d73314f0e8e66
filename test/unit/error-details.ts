import { LabError, type LabErrorDetails } from '../../main/system/errors.ts'

/** Details of the LabError that is thrown; anything else that is thrown goes on, and nothing thrown is a failure. */
export async function detailsOf(run: () => unknown): Promise<LabErrorDetails> {
  try {
    await run()
  } catch (error) {
    if (error instanceof LabError) return error.details
    throw error
  }
  throw new Error('nothing was thrown')
}

/** Whether something either works or throws a LabError. */
export function givesResultOrLabError(run: () => unknown): boolean {
  try {
    run()
    return true
  } catch (error) {
    return error instanceof LabError
  }
}
