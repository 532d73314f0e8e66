import { computed, ref, watch } from 'vue'
import { useRoute } from 'vue-router'
import { openRun } from '../../composables/open-run.ts'
import { useLab } from '../../composables/use-lab.ts'
import { useLoad } from '../../composables/use-load.ts'
import { useDescription } from '../../stores/description.ts'
import { useDoctor } from '../../stores/doctor.ts'
import { useSettings } from '../../stores/settings.ts'
import {
  specOf,
  defaultForm,
  firstRuntime,
  formOfRun,
  problemsOf,
  withVariants,
  type ExperimentForm,
} from './experiment-form.ts'

/** The form as it was left, so that a look elsewhere, or an experiment that could not begin, loses nothing. */
const draft = ref<ExperimentForm>()

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** The form of a new experiment: from an earlier run, from names in the address, as it was left, or with everything there is. */
export function useExperimentForm() {
  const lab = useLab()
  const { query } = useRoute()
  const descriptions = useDescription()
  const doctor = useDoctor()
  const settings = useSettings()
  const [from, named, asked] = [textOf(query.from), textOf(query.variants), textOf(query.runtime)]
  if (from ?? named ?? asked) draft.value = undefined

  // What was found earlier will do to begin with.
  if (doctor.state !== 'loading') void doctor.reload()
  const earlier = useLoad(() => (from === undefined ? Promise.resolve(undefined) : openRun(lab, from)))
  const description = computed(() => descriptions.description)
  const isReady = computed(() => doctor.state !== 'loading' && earlier.state.value !== 'loading')

  watch(
    [isReady, description, () => settings.settings],
    ([ready, there, preferences]) => {
      if (!ready || !there || !preferences || draft.value) return
      const start = defaultForm(there, preferences, firstRuntime(asked, there, doctor.runtimes))
      const form = withVariants(start, there, named?.split(',') ?? [])
      const run = earlier.value.value?.run
      draft.value = run ? formOfRun(form, there, run) : form
    },
    { immediate: true },
  )

  const choice = computed(() => draft.value && description.value && specOf(draft.value, description.value))
  const problems = computed(() => (choice.value ? problemsOf(choice.value) : {}))
  return {
    form: draft,
    description,
    readiness: computed(() => doctor.runtimes),
    choice,
    problems,
    error: computed(() => descriptions.error ?? settings.error),
    earlierError: earlier.error,
  }
}
