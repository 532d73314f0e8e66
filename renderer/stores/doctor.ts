import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useLab } from '../composables/use-lab.ts'
import { mirrorOf } from './mirror.ts'

/** What this machine lacks. It is examined with each connection, and when a person asks. */
export const useDoctor = defineStore('doctor', () => {
  const lab = useLab()
  const { state, value, error, isReading, reload } = mirrorOf(() => lab['doctor:examine'](), [])
  const findings = computed(() => value.value?.findings ?? [])
  const runtimes = computed(() => value.value?.runtimes ?? [])
  return { state, findings, runtimes, error, isReading, reload }
})
