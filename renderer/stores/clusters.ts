import { defineStore } from 'pinia'
import { computed } from 'vue'
import { mirrorOf } from './mirror.ts'

export const useClusters = defineStore('clusters', () => {
  const { state, value, error, reload } = mirrorOf((lab) => lab['cluster:list'](), ['clusters:changed'])
  const list = computed(() => value.value ?? [])
  return { state, list, error, reload }
})
