import { useEventListener } from '@vueuse/core'
import { useRouter } from 'vue-router'

/** Ctrl or ⌘ with these keys. Browsers keep some of them for themselves. */
const places: Readonly<Record<string, string>> = { n: 'new-experiment', ',': 'settings' }

export function useShortcuts(): void {
  const router = useRouter()
  useEventListener('keydown', (event) => {
    const name = places[event.key.toLowerCase()]
    if (!name || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    event.preventDefault()
    void router.push({ name })
  })
}
