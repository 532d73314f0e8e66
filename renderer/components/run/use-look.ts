import { computed, shallowRef, watch, type Ref } from 'vue'
import type { RunView } from '../../../main/api/contract.ts'
import type { LookTaken } from '../../../main/experiment/look.ts'
import { useConnection } from '../../stores/connection.ts'

/** The last look at a run: the one that is stored, or a later one that came. */
export function useLook(runId: Readonly<Ref<string>>, stored: Readonly<Ref<RunView | undefined>>) {
  const arrived = shallowRef<LookTaken>()
  useConnection().onEvent('run:judged', ({ runId: id, ...look }) => {
    if (id === runId.value) arrived.value = look
  })
  watch(runId, () => {
    arrived.value = undefined
  })
  return computed(() => {
    const kept = stored.value?.run.looks?.at(-1)
    return arrived.value && arrived.value.round >= (kept?.round ?? 0) ? arrived.value : kept
  })
}
