import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from 'vue'

/** How wide an element is, and whether any of it is on the screen. */
export function useRoom(element: Readonly<ShallowRef<HTMLElement | null>>) {
  const width = shallowRef(0)
  const isSeen = shallowRef(false)
  const sizes = new ResizeObserver(([entry]) => (width.value = Math.floor(entry?.contentRect.width ?? 0)))
  const sights = new IntersectionObserver((entries) => (isSeen.value = entries.at(-1)?.isIntersecting ?? false))
  onMounted(() => {
    if (!element.value) return
    width.value = element.value.clientWidth
    sizes.observe(element.value)
    sights.observe(element.value)
  })
  onBeforeUnmount(() => {
    sizes.disconnect()
    sights.disconnect()
  })
  return { width, isSeen }
}
