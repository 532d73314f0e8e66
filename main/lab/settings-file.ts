import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { LabError } from '../system/errors.ts'
import type { Paths } from '../system/paths.ts'
import { writeWhole } from '../system/place-whole.ts'
import { defaultSettings, settingsSchema, type Settings } from './settings.ts'

const settingsFile = ({ data }: Paths): string => join(data, 'settings.json')

/** Older shapes by their version, each turned into the next one. Empty as long as there has been one shape only. */
const migrations: Readonly<Record<number, (settings: object) => object>> = {}

/** What was set, or the defaults. A file that cannot be understood is set aside, with `.damaged` behind its name. */
export async function readSettings(paths: Paths): Promise<Settings> {
  const file = settingsFile(paths)
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return defaultSettings
  const settings = settingsOf(text)
  if (settings) return settings
  await rename(file, `${file}.damaged`).catch(() => undefined)
  return defaultSettings
}

/** Keeps settings; a reader sees the old ones or the new ones, never half of them. @throws LabError `store-failed` */
export async function writeSettings(paths: Paths, settings: Settings): Promise<void> {
  const file = settingsFile(paths)
  try {
    await writeWhole(file, `${JSON.stringify(settings, null, 2)}\n`)
  } catch (error) {
    throw new LabError({
      code: 'store-failed',
      title: 'Cannot keep the settings',
      message: error instanceof Error ? error.message : String(error),
      hint: `Check that you may write to ${paths.data}, and that the disk is not full.`,
    })
  }
}

function settingsOf(text: string): Settings | undefined {
  try {
    return settingsSchema.parse(migrated(JSON.parse(text)))
  } catch {
    return undefined
  }
}

function migrated(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null || !('version' in settings)) return settings
  const step = migrations[Number(settings.version)]
  return step ? migrated(step(settings)) : settings
}
