import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { LabError } from '../../system/errors.ts'
import { mediaTypeOf, pathInPage } from './page-path.ts'

/** Where the built page is: in out/, beside the compiled main/ or below the sources. */
export const pageFolder = import.meta.filename.endsWith('.ts')
  ? join(import.meta.dirname, '../../../out/renderer')
  : join(import.meta.dirname, '../../../renderer')

/** @throws LabError `missing-tool` where the page has not been built */
export function requirePage(folder: string): void {
  if (existsSync(join(folder, 'index.html'))) return
  throw new LabError({
    code: 'missing-tool',
    title: 'Cannot serve the page',
    message: `it is missing in ${folder}.`,
    hint: 'Build it, then try again.',
    command: 'npm run build',
  })
}

export interface PageFile {
  readonly path: string
  readonly size: number
  readonly headers: Readonly<Record<string, string>>
}

/** The file of the page that a URL's path names, or nothing; never one outside its folder. */
export async function findPageFile(folder: string, urlPath: string): Promise<PageFile | undefined> {
  const path = pathInPage(folder, urlPath)
  if (path === undefined) return undefined
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return undefined
  // Names of built assets have a hash of what is in them.
  const isAsset = path.startsWith(join(folder, 'assets') + sep)
  return {
    path,
    size: found.size,
    headers: {
      'Content-Type': mediaTypeOf(path),
      'Cache-Control': isAsset ? 'private, max-age=31536000, immutable' : 'no-store',
    },
  }
}
