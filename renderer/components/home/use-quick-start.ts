import { computed, shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import type { LabErrorDetails } from '../../../main/system/errors.ts'
import { taskRoute } from '../../composables/tasks.ts'
import { useAttempt } from '../../composables/use-attempt.ts'
import { useLab } from '../../composables/use-lab.ts'
import { useDescription } from '../../stores/description.ts'
import { useSettings } from '../../stores/settings.ts'
import { specOf, defaultForm } from '../experiment/experiment-form.ts'

/** Starts a run of a runtime's usual variants, as the settings say, with one click; what stands against it is told instead. */
export function useQuickStart() {
  const lab = useLab()
  const router = useRouter()
  const description = useDescription()
  const settings = useSettings()
  const { error, isUnderWay, attempt } = useAttempt()
  const chosen = shallowRef<string>()
  const refusals = shallowRef<readonly LabErrorDetails[]>([])

  async function startRun(runtime: string): Promise<void> {
    const [there, preferences] = [description.description, settings.settings]
    if (!there || !preferences) return
    const choice = specOf(defaultForm(there, preferences, runtime), there)
    const check = await lab['plan:check'](choice)
    refusals.value = [check, ...check.variants].flatMap((each) => each.error ?? [])
    if (refusals.value.length > 0) return
    const { taskId } = await lab['run:start'](choice)
    await router.push(taskRoute({ id: taskId, kind: 'run', subject: {} }))
  }

  function start(runtime: string): Promise<void> {
    chosen.value = runtime
    refusals.value = []
    return attempt('Cannot start the run', () => startRun(runtime))
  }

  return {
    start,
    starting: computed(() => (isUnderWay.value ? chosen.value : undefined)),
    problems: computed(() => [...refusals.value, ...(error.value ? [error.value] : [])]),
  }
}
