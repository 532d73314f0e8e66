import { ref, watch, type Ref } from 'vue'
import type { LabErrorDetails } from '../../../main/system/errors.ts'
import { errorDetails } from '../../composables/error-details.ts'
import { useLab } from '../../composables/use-lab.ts'
import { useSettings } from '../../stores/settings.ts'

/** What a person may do with a run, and why it was not possible. */
export function useRunActions(runId: Readonly<Ref<string>>, taskId: Readonly<Ref<string | undefined>>) {
  const lab = useLab()
  const settings = useSettings()
  const error = ref<LabErrorDetails>()
  const isResuming = ref(false)
  watch(runId, () => (error.value = undefined))

  async function attempt(what: string, call: () => Promise<unknown>): Promise<void> {
    error.value = undefined
    try {
      await call()
    } catch (thrown) {
      error.value = errorDetails(thrown, what)
    }
  }

  async function cancel(clusters: 'delete' | 'keep'): Promise<void> {
    const id = taskId.value
    if (id !== undefined) await attempt('Cannot cancel the run', () => lab['task:cancel']({ id, clusters }))
  }

  async function resume(): Promise<void> {
    isResuming.value = true
    const keep = settings.settings?.keepClusters ?? false
    await attempt('Cannot go on with the run', () => lab['run:resume']({ runId: runId.value, keep }))
    isResuming.value = false
  }

  return { error, isResuming, cancel, resume }
}
