import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'

const stayMs = 1100

/**
 * Goes from stop to stop, while it is told to and somebody looks. There is nothing to draw between two stops: the style sheet moves
 * the packet, so that nothing is computed while it rests.
 */
export function usePlayer(count: Readonly<Ref<number>>, isSeen: Readonly<Ref<boolean>>) {
  const stop = shallowRef(0)
  const isPlaying = shallowRef(false)
  const isVisible = shallowRef(!document.hidden)
  const still = globalThis.matchMedia('(prefers-reduced-motion: reduce)')
  const isStill = shallowRef(still.matches)
  let timer: ReturnType<typeof setTimeout> | undefined

  const last = computed(() => Math.max(0, count.value - 1))
  const isRunning = computed(() => isPlaying.value && isVisible.value && isSeen.value && !isStill.value)

  function tick(): void {
    if (stop.value < last.value) stop.value += 1
    if (stop.value >= last.value) isPlaying.value = false
    else timer = setTimeout(tick, stayMs)
  }
  watch(isRunning, (runs) => {
    clearTimeout(timer)
    if (runs) timer = setTimeout(tick, 200)
  })

  const goTo = (index: number) => {
    isPlaying.value = false
    stop.value = Math.min(Math.max(index, 0), last.value)
  }
  const toggle = () => {
    if (!isPlaying.value && stop.value >= last.value) stop.value = 0
    isPlaying.value = !isPlaying.value
  }

  const onVisibility = () => (isVisible.value = !document.hidden)
  const onMotion = () => (isStill.value = still.matches)
  document.addEventListener('visibilitychange', onVisibility)
  still.addEventListener('change', onMotion)
  onScopeDispose(() => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', onVisibility)
    still.removeEventListener('change', onMotion)
  })
  return { stop, last, isPlaying, isStill, goTo, toggle }
}
