import { shallowRef, type ShallowRef } from 'vue'
import type { LabClient } from '../../main/api/client.ts'
import type { LabErrorDetails } from '../../main/system/errors.ts'
import { errorDetails } from '../composables/error-details.ts'
import { useConnection } from './connection.ts'

export interface Mirror<T> {
  readonly state: ShallowRef<'loading' | 'ready' | 'failed'>
  readonly value: ShallowRef<T | undefined>
  readonly error: ShallowRef<LabErrorDetails | undefined>
  readonly isReading: ShallowRef<boolean>
  readonly reload: () => Promise<void>
  /** When what is being read now has come, or could not. */
  readonly settled: () => Promise<void>
}

/**
 * A copy of what the service has: read with each connection and whenever an event says that it changed. Changes that come while it
 * is being read make one more reading, not many. A reading waits for `after`, which never fails.
 */
export function mirrorOf<T>(
  read: (lab: LabClient) => Promise<T>,
  changedBy: readonly ('runs:changed' | 'clusters:changed')[],
  after?: Mirror<unknown>['settled'],
): Mirror<T> {
  const connection = useConnection()
  const state = shallowRef<'loading' | 'ready' | 'failed'>('loading')
  const value = shallowRef<T>()
  const error = shallowRef<LabErrorDetails>()
  const isReading = shallowRef(false)
  let reading: Promise<void> | undefined
  let asked = 0

  async function readUntilFresh(): Promise<void> {
    let answered: number
    isReading.value = true
    do {
      if (after) await after()
      answered = asked
      try {
        value.value = await read(connection.client)
        error.value = undefined
        state.value = 'ready'
      } catch (thrown) {
        error.value = errorDetails(thrown, 'Cannot read from the lab')
        state.value = 'failed'
      }
    } while (answered !== asked)
    reading = undefined
    isReading.value = false
  }

  function reload(): Promise<void> {
    asked++
    return (reading ??= readUntilFresh())
  }

  connection.onEachConnection(() => void reload())
  for (const name of changedBy) connection.onEvent(name, () => void reload())
  return { state, value, error, isReading, reload, settled: async () => reading }
}
