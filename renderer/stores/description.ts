import { defineStore } from 'pinia'
import { mirrorOf } from './mirror.ts'

/** What there is to choose from, and where the lab runs. */
export const useDescription = defineStore('description', () => {
  const { state, value, error, reload, settled } = mirrorOf((lab) => lab['lab:describe'](), [])
  const runtimeOf = (id: string | undefined) => value.value?.runtimes.find((runtime) => runtime.id === id)
  return { state, description: value, error, reload, settled, runtimeOf }
})
