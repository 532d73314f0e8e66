import { shallowRef } from 'vue'
import type { ExperimentForm } from './experiment-form.ts'

/** The form as it was left, so that a look elsewhere, or an experiment that could not begin, loses nothing. */
export const draft = shallowRef<ExperimentForm>()
