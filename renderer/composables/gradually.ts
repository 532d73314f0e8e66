import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'

/** As many as fit into the first picture. */
const atOnce = 2

/** A list that grows by one each frame, so that what is in sight is painted before the rest is made. It never gets shorter again. */
export function gradually<T>(list: Readonly<Ref<readonly T[]>>): Readonly<Ref<readonly T[]>> {
  const shown = shallowRef(atOnce)
  let frame: number | undefined

  function grow(): void {
    frame = undefined
    shown.value++
    plan()
  }

  function plan(): void {
    if (frame === undefined && shown.value < list.value.length) frame = requestAnimationFrame(grow)
  }

  watch(list, plan, { immediate: true })
  onScopeDispose(() => {
    if (frame !== undefined) cancelAnimationFrame(frame)
  })
  return computed(() => list.value.slice(0, shown.value))
}
