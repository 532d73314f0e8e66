import { watch, type Ref } from 'vue'
import { useAttempt } from '../../composables/use-attempt.ts'
import { useLab } from '../../composables/use-lab.ts'
import { useSettings } from '../../stores/settings.ts'

/** What a person may do with a run, and why it was not possible. */
export function useRunActions(runId: Readonly<Ref<string>>, taskId: Readonly<Ref<string | undefined>>) {
  const lab = useLab()
  const settings = useSettings()
  const { error, isUnderWay, attempt } = useAttempt()
  watch(runId, () => (error.value = undefined))

  async function cancel(clusters: 'delete' | 'keep'): Promise<void> {
    const id = taskId.value
    if (id !== undefined) await attempt('Cannot cancel the run', () => lab['task:cancel']({ id, clusters }))
  }

  function resume(): Promise<void> {
    const keep = settings.settings?.keepClusters ?? false
    return attempt('Cannot go on with the run', () => lab['run:resume']({ runId: runId.value, keep }))
  }

  return { error, isUnderWay, cancel, resume }
}
