import { computed, watch } from 'vue'
import { useRoute } from 'vue-router'
import { openRun } from '../../composables/open-run.ts'
import { useLab } from '../../composables/use-lab.ts'
import { useLoad } from '../../composables/use-load.ts'
import { useDescription } from '../../stores/description.ts'
import { useSettings } from '../../stores/settings.ts'
import { draft } from './draft.ts'
import { specOf, defaultForm, firstRuntime, formOfRun, problemsOf, withVariants } from './experiment-form.ts'

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** The form of a new experiment: from an earlier run, from names in the address, as it was left, or with everything there is. */
export function useExperimentForm() {
  const lab = useLab()
  const route = useRoute()
  const descriptions = useDescription()
  const settings = useSettings()
  const from = textOf(route.query.from)

  const doctor = useLoad(() => lab['doctor:examine']())
  const earlier = useLoad(() => (from === undefined ? Promise.resolve(undefined) : openRun(lab, from)))
  const description = computed(() => descriptions.description)
  const readiness = computed(() => doctor.value.value?.runtimes ?? [])
  const error = computed(() => descriptions.error ?? settings.error)
  const isReady = computed(
    () =>
      description.value !== undefined &&
      settings.settings !== undefined &&
      doctor.state.value !== 'loading' &&
      earlier.state.value !== 'loading',
  )
  const isAsked = ['from', 'variants', 'runtime'].some((name) => textOf(route.query[name]))
  if (isAsked) draft.value = undefined

  watch(
    isReady,
    (ready) => {
      if (!ready || draft.value || !description.value || !settings.settings) return
      const runtime = firstRuntime(textOf(route.query.runtime), description.value, readiness.value)
      const start = defaultForm(description.value, settings.settings, runtime)
      const named = withVariants(start, description.value, textOf(route.query.variants)?.split(',') ?? [])
      const run = earlier.value.value?.run
      draft.value = run ? formOfRun(named, description.value, run) : named
    },
    { immediate: true },
  )

  const choice = computed(() => draft.value && description.value && specOf(draft.value, description.value))
  const problems = computed(() => (choice.value ? problemsOf(choice.value) : {}))
  return { form: draft, description, readiness, choice, problems, error, earlierError: earlier.error }
}
