import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useLab } from '../composables/use-lab.ts'
import { mirrorOf } from './mirror.ts'

/** All runs, newest first. */
export const useRuns = defineStore('runs', () => {
  const lab = useLab()
  const { state, value, error, reload } = mirrorOf(() => lab['run:list'](), ['runs:changed'])
  const list = computed(() => value.value ?? [])
  return { state, list, error, reload }
})
