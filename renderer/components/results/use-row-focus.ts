import { computed, shallowRef, watch, type Ref } from 'vue'

interface Rows {
  readonly count: () => number
  /** Indices of those that are laid out. */
  readonly visible: Readonly<Ref<readonly { readonly index: number }[]>>
  /** Where they are, each with its index as `data-index`. */
  readonly body: Readonly<Ref<HTMLElement | null>>
  readonly rowsPerPage: () => number
  readonly scrollTo: (index: number) => void
  readonly activate: (index: number) => void
}

export interface RowFocus {
  readonly current: Ref<number>
  readonly tabStop: Readonly<Ref<number | undefined>>
  readonly onKey: (event: KeyboardEvent) => void
}

const steps: Readonly<Record<string, (page: number) => number>> = {
  ArrowDown: () => 1,
  ArrowUp: () => -1,
  PageDown: (page) => page,
  PageUp: (page) => -page,
  Home: () => -Infinity,
  End: () => Infinity,
}

/** Moves the focus from row to row by keys, though most rows are not there until the table has scrolled to them. */
export function useRowFocus({ count, visible, body, rowsPerPage, scrollTo, activate }: Rows): RowFocus {
  const current = shallowRef(0)
  let isMoving = false

  /** Where Tab leads to: the row that was left, unless it has been scrolled away. */
  const tabStop = computed(() => {
    const isThere = visible.value.some(({ index }) => index === current.value)
    return isThere ? current.value : visible.value[0]?.index
  })

  function onKey(event: KeyboardEvent): void {
    const step = steps[event.key]
    const isActivation = event.key === 'Enter' || event.key === ' '
    if (!step && !isActivation) return
    event.preventDefault()
    if (step) move(step(rowsPerPage()))
    else activate(current.value)
  }

  function move(by: number): void {
    current.value = Math.min(Math.max(current.value + by, 0), count() - 1)
    isMoving = true
    scrollTo(current.value)
    focusCurrent()
  }

  function focusCurrent(): void {
    if (!isMoving) return
    const row = body.value?.querySelector<HTMLElement>(`[data-index="${String(current.value)}"]`)
    if (!row) return
    isMoving = false
    row.focus({ preventScroll: true })
  }

  watch(visible, focusCurrent, { flush: 'post' })
  watch(count, (rows) => (current.value = Math.max(0, Math.min(current.value, rows - 1))))
  return { current, tabStop, onKey }
}
