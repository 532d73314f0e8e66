import { shallowRef } from 'vue'
import type { LabErrorDetails } from '../../main/system/errors.ts'
import { errorDetails } from './error-details.ts'

/** What a person asks for: whether it is under way, and why it was not possible the last time. */
export function useAttempt() {
  const error = shallowRef<LabErrorDetails>()
  const isUnderWay = shallowRef(false)

  /** @param what what was not possible, e.g. "Cannot cancel the run" */
  async function attempt(what: string, act: () => Promise<unknown>): Promise<void> {
    error.value = undefined
    isUnderWay.value = true
    try {
      await act()
    } catch (thrown) {
      error.value = errorDetails(thrown, what)
    } finally {
      isUnderWay.value = false
    }
  }

  return { error, isUnderWay, attempt }
}
