import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { LabError } from '../system/errors.ts'
import { commonShape, type Catalog } from './catalog.ts'
import { cnis } from './index.ts'

/** Entries in place of a catalog's own, each as a whole. */
export type CatalogOverrides = Readonly<Record<string, unknown>>

export const withOverrides = (catalog: Catalog, overrides: CatalogOverrides): Catalog => ({ ...catalog, ...overrides })

const overridesSchema = () =>
  z
    .strictObject({
      ...commonShape,
      ...Object.fromEntries(cnis.all().flatMap(({ id, sources }) => (sources ? [[id, sources.schema]] : []))),
    })
    .partial()

/**
 * Reads a catalog file (JSON); paths in it are relative to its folder.
 * @throws LabError `unreadable-catalog`
 */
export async function readCatalogFile(file: string): Promise<CatalogOverrides> {
  const unreadable = (message: string, cause?: unknown) =>
    new LabError(
      {
        code: 'unreadable-catalog',
        title: `Cannot read the catalog ${file}`,
        message,
        hint: 'docs/catalog.md shows what a catalog holds.',
      },
      { cause },
    )
  let json: unknown
  try {
    json = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error), error)
  }
  const parsed = overridesSchema().safeParse(json)
  if (!parsed.success) throw unreadable(z.prettifyError(parsed.error).replaceAll('\n', ' '))
  const folder = dirname(resolve(file))
  return Object.fromEntries(Object.entries(parsed.data).map(([entry, value]) => [entry, absolute(value, folder)]))
}

function absolute(value: unknown, folder: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]: [string, unknown]) => {
      if ((key === 'file' || key === 'folder') && typeof each === 'string') return [key, resolve(folder, each)]
      // What a chart's values call a file is not a path of this machine.
      return [key, key === 'values' ? each : absolute(each, folder)]
    }),
  )
}
