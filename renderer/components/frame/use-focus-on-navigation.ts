import { nextTick } from 'vue'
import { useRouter } from 'vue-router'

/** After a navigation the focus is on the view's heading, where a screen reader begins, and the view starts at its top. */
export function useFocusOnNavigation(main: () => HTMLElement | null): void {
  useRouter().afterEach(async (to, from, failure) => {
    if (failure || from.matched.length === 0 || to.path === from.path) return
    if (to.name === 'run' && from.name === 'run') return
    await nextTick()
    const area = main()
    area?.scrollTo(0, 0)
    const heading = area?.querySelector('h1')
    ;(heading ?? area)?.focus({ preventScroll: true })
  })
}
