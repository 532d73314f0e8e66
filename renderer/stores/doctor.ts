import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useDescription } from './description.ts'
import { mirrorOf } from './mirror.ts'

/** What this machine lacks. It is examined with each connection, after what every view begins with, and when a person asks. */
export const useDoctor = defineStore('doctor', () => {
  const { settled } = useDescription()
  const { state, value, error, isReading, reload } = mirrorOf((lab) => lab['doctor:examine'](), [], settled)
  const findings = computed(() => value.value?.findings ?? [])
  const runtimes = computed(() => value.value?.runtimes ?? [])
  return { state, findings, runtimes, error, isReading, reload }
})
