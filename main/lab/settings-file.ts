import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { explaining } from '../system/errors.ts'
import { jsonOf } from '../system/json.ts'
import type { Paths } from '../system/paths.ts'
import { writeWhole } from '../system/place-whole.ts'
import { defaultSettings, settingsSchema, type Settings } from './settings.ts'

const settingsFile = ({ data }: Paths): string => join(data, 'settings.json')

/** What was set, or the defaults. A file that cannot be understood is set aside, with `.damaged` behind its name. */
export async function readSettings(paths: Paths): Promise<Settings> {
  const file = settingsFile(paths)
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return defaultSettings
  const { data: settings } = settingsSchema.safeParse(jsonOf(text))
  if (settings) return settings
  await rename(file, `${file}.damaged`).catch(() => undefined)
  return defaultSettings
}

/** Keeps settings; a reader sees the old ones or the new ones, never half of them. @throws LabError `store-failed` */
export async function writeSettings(paths: Paths, settings: Settings): Promise<void> {
  await explaining(
    {
      code: 'store-failed',
      title: 'Cannot keep the settings',
      hint: `Check that you may write to ${paths.data}, and that the disk is not full.`,
    },
    () => writeWhole(settingsFile(paths), `${JSON.stringify(settings, null, 2)}\n`),
  )
}
