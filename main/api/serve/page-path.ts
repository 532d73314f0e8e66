import { extname, isAbsolute, join, relative } from 'node:path'

/** The file of the page that a URL's path means; undefined where it is not inside the page's folder. */
export function pathInPage(folder: string, urlPath: string): string | undefined {
  const name = decoded(urlPath)
  if (name === undefined || name.includes('\0') || name.includes('\\')) return undefined
  const file = join(folder, name === '/' ? 'index.html' : name)
  const inside = relative(folder, file)
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? undefined : file
}

function decoded(urlPath: string): string | undefined {
  try {
    return decodeURIComponent(urlPath)
  } catch {
    return undefined
  }
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Of the kinds of files that a built page has. */
export const mediaTypeOf = (file: string): string =>
  mediaTypes[extname(file).toLowerCase()] ?? 'application/octet-stream'
