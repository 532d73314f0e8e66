import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { LabError } from '../../system/errors.ts'

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

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

export interface PageFile {
  readonly path: string
  readonly size: number
  readonly headers: Readonly<Record<string, string>>
}

/** The file of the page that a URL's path names, or nothing; never one outside its folder. */
export async function findPageFile(folder: string, urlPath: string): Promise<PageFile | undefined> {
  const name = decoded(urlPath)
  if (name === undefined || name.includes('\0') || name.includes('\\')) return undefined
  const path = normalize(join(folder, name === '/' ? 'index.html' : name))
  if (!path.startsWith(folder + sep)) return undefined
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return undefined
  // Names of built assets have a hash of what is in them.
  const isAsset = path.startsWith(join(folder, 'assets') + sep)
  return {
    path,
    size: found.size,
    headers: {
      'Content-Type': mediaTypes[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': isAsset ? 'private, max-age=31536000, immutable' : 'no-store',
    },
  }
}

function decoded(urlPath: string): string | undefined {
  try {
    return decodeURIComponent(urlPath)
  } catch {
    return undefined
  }
}
