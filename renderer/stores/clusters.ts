import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useLab } from '../composables/use-lab.ts'
import { mirrorOf } from './mirror.ts'

export const useClusters = defineStore('clusters', () => {
  const lab = useLab()
  const { state, value, error, reload } = mirrorOf(() => lab['cluster:list'](), ['clusters:changed'])
  const list = computed(() => value.value ?? [])
  return { state, list, error, reload }
})
