import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'

const margin = '500px 0px'

/** Whether an element is on the screen or close to it. */
export function useNearViewport(element: Readonly<Ref<Element | null>>): Readonly<Ref<boolean>> {
  const isNear = shallowRef(false)
  // The page scrolls inside an element, whose edges `rootMargin` does not move.
  const observer = new IntersectionObserver(
    (entries) => {
      isNear.value = entries.at(-1)?.isIntersecting ?? false
    },
    { rootMargin: margin, scrollMargin: margin },
  )
  watch(
    element,
    (now, before) => {
      if (before) observer.unobserve(before)
      if (now) observer.observe(now)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    observer.disconnect()
  })
  return isNear
}
