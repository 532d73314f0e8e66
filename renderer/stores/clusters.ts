import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useDescription } from './description.ts'
import { mirrorOf } from './mirror.ts'

/** The clusters that there are: asking the engine takes long, and waits for what every view begins with. */
export const useClusters = defineStore('clusters', () => {
  const { settled } = useDescription()
  const { state, value, error, reload } = mirrorOf((lab) => lab['cluster:list'](), ['clusters:changed'], settled)
  const list = computed(() => value.value ?? [])
  return { state, list, error, reload }
})
