import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'

/** As many as fit into the first picture. */
const atOnce = 2
/** Time for a picture in between; pages that nobody looks at draw none, but are to be whole as well. */
const frameMs = 16

/** A list that grows by one at a time, so that what is in sight is painted before the rest is made. It never gets shorter again. */
export function gradually<T>(list: Readonly<Ref<readonly T[]>>): Readonly<Ref<readonly T[]>> {
  const shown = shallowRef(atOnce)
  let timer: ReturnType<typeof setTimeout> | undefined

  function grow(): void {
    timer = undefined
    shown.value++
    plan()
  }

  function plan(): void {
    if (timer === undefined && shown.value < list.value.length) timer = setTimeout(grow, frameMs)
  }

  watch(list, plan, { immediate: true })
  onScopeDispose(() => {
    clearTimeout(timer)
  })
  return computed(() => list.value.slice(0, shown.value))
}
