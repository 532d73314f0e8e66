import { defineStore } from 'pinia'
import type { Settings } from '../../main/lab/settings.ts'
import { useLab } from '../composables/use-lab.ts'
import { useConnection } from './connection.ts'
import { mirrorOf } from './mirror.ts'

export const useSettings = defineStore('settings', () => {
  const lab = useLab()
  const { state, value, error, reload } = mirrorOf((lab) => lab['settings:read'](), [])
  useConnection().onEvent('settings:changed', (settings) => {
    value.value = settings
  })

  /** Shows the change at once, and takes it back when it cannot be saved. @throws LabCallError */
  async function change(part: Partial<Settings>): Promise<void> {
    const before = value.value
    if (!before) return
    const wanted = { ...before, ...part }
    value.value = wanted
    try {
      const saved = await lab['settings:write'](wanted)
      if (value.value === wanted) value.value = saved
    } catch (thrown) {
      if (value.value === wanted) value.value = before
      throw thrown
    }
  }

  return { state, settings: value, error, reload, change }
})
