import { readSettings, writeSettings } from '../../lab/settings-file.ts'
import type { HandlersOf } from './handlers.ts'

export const settingsHandlers: HandlersOf<'settings'> = ({ paths, emit }) => ({
  'settings:read': () => readSettings(paths),
  'settings:write': async (settings) => {
    await writeSettings(paths, settings)
    emit({ name: 'settings:changed', payload: settings })
    return settings
  },
})
