import { onScopeDispose, readonly, shallowRef, type Ref } from 'vue'

/** The time in milliseconds, told anew every second while somebody looks. */
export function useNow(everyMs = 1000): Readonly<Ref<number>> {
  const now = shallowRef(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), everyMs)
  onScopeDispose(() => {
    clearInterval(timer)
  })
  return readonly(now)
}
