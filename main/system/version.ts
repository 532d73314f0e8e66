import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** This program's version, from the package.json nearest above: one level higher once built. */
export const version = nearestVersion(dirname(fileURLToPath(import.meta.url)))

function nearestVersion(folder: string): string {
  try {
    return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
      .version
  } catch {
    const above = dirname(folder)
    return above === folder ? 'unknown' : nearestVersion(above)
  }
}
