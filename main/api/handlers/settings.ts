import { readSettings, writeSettings } from '../../lab/settings-file.ts'
import { settingsSchema } from '../../lab/settings.ts'
import type { Domain } from './handlers.ts'
import { nothing } from './input-parts.ts'

export const settingsCalls: Domain<'settings'> = {
  inputs: { 'settings:read': nothing, 'settings:write': settingsSchema },
  handlers: ({ paths, tell }) => ({
    'settings:read': () => readSettings(paths),
    'settings:write': async (settings) => {
      await writeSettings(paths, settings)
      tell({ name: 'settings:changed', payload: settings })
      return settings
    },
  }),
}
