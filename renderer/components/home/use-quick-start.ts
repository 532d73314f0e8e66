import { shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import type { PlanCheck } from '../../../main/api/contract.ts'
import type { LabErrorDetails } from '../../../main/system/errors.ts'
import { errorDetails } from '../../composables/error-details.ts'
import { taskRoute } from '../../composables/task-route.ts'
import { useLab } from '../../composables/use-lab.ts'
import { useDescription } from '../../stores/description.ts'
import { useSettings } from '../../stores/settings.ts'
import { specOf, defaultForm } from '../experiment/experiment-form.ts'

const problemsOf = ({ error, variants }: PlanCheck): readonly LabErrorDetails[] => [
  ...(error ? [error] : []),
  ...variants.flatMap((variant) => variant.error ?? []),
]

/** Starts a run of a runtime's usual variants, as the settings say, with one click; what stands against it is told instead. */
export function useQuickStart() {
  const lab = useLab()
  const router = useRouter()
  const description = useDescription()
  const settings = useSettings()
  const starting = shallowRef<string>()
  const problems = shallowRef<readonly LabErrorDetails[]>([])

  async function startRun(runtime: string): Promise<void> {
    const [there, preferences] = [description.description, settings.settings]
    if (!there || !preferences) return
    const choice = specOf(defaultForm(there, preferences, runtime), there)
    problems.value = problemsOf(await lab['plan:check'](choice))
    if (problems.value.length > 0) return
    const { taskId } = await lab['run:start'](choice)
    await router.push(taskRoute({ id: taskId, kind: 'run', subject: {} }))
  }

  async function start(runtime: string): Promise<void> {
    starting.value = runtime
    problems.value = []
    try {
      await startRun(runtime)
    } catch (thrown) {
      problems.value = [errorDetails(thrown, 'Cannot start the run')]
    }
    starting.value = undefined
  }

  return { start, starting, problems }
}
