import { defineStore } from 'pinia'
import { computed } from 'vue'
import { mirrorOf } from './mirror.ts'

/** All runs, newest first. */
export const useRuns = defineStore('runs', () => {
  const { state, value, error, reload } = mirrorOf((lab) => lab['run:list'](), ['runs:changed'])
  const list = computed(() => value.value ?? [])
  return { state, list, error, reload }
})
