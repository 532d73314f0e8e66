import { shallowRef } from 'vue'

/** What a dialog shows: it stays while the dialog closes. */
export function useShown<T>() {
  const shown = shallowRef<T>()
  const isOpen = shallowRef(false)
  const show = (value: T): void => {
    shown.value = value
    isOpen.value = true
  }
  return { shown, isOpen, show }
}
