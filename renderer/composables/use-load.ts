import { shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from 'vue'
import type { LabErrorDetails } from '../../main/system/errors.ts'
import { useConnection } from '../stores/connection.ts'
import { errorDetails } from './error-details.ts'

export interface Load<T> {
  readonly state: Ref<'loading' | 'ready' | 'failed'>
  /** What was loaded last; it stays while it is loaded again. */
  readonly value: ShallowRef<T | undefined>
  /** Present exactly when it failed. */
  readonly error: Ref<LabErrorDetails | undefined>
  readonly reload: () => Promise<void>
}

/**
 * Loads at once, again whenever `deps` change, and again when a connection is back that was missing. Late answers to earlier
 * questions are dropped. It is `loading` again only when `deps` change or after a failure, so that nothing jumps on a reload.
 */
export function useLoad<T>(load: () => Promise<T>, deps: WatchSource | readonly WatchSource[] = []): Load<T> {
  const state = shallowRef<'loading' | 'ready' | 'failed'>('loading')
  const value = shallowRef<T>()
  const error = shallowRef<LabErrorDetails>()
  const connection = useConnection()
  let latest = 0

  async function reload(): Promise<void> {
    const mine = ++latest
    if (state.value === 'failed') state.value = 'loading'
    try {
      const loaded = await load()
      if (mine !== latest) return
      value.value = loaded
      error.value = undefined
      state.value = 'ready'
    } catch (thrown) {
      if (mine !== latest) return
      error.value = errorDetails(thrown, 'Cannot load this')
      state.value = 'failed'
    }
  }

  watch(
    deps,
    () => {
      state.value = 'loading'
      value.value = undefined
      void reload()
    },
    { flush: 'sync' },
  )
  watch(
    () => connection.epoch,
    () => {
      if (state.value === 'failed') void reload()
    },
  )
  void reload()
  return { state, value, error, reload }
}
