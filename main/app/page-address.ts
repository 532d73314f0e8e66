import { isAbsolute, join, relative } from 'node:path'

/** The page has an origin of its own instead of file://, whose pages may read more than they should. */
export const pageScheme = 'app'
const pageHost = 'lab'
export const pageAddress = `${pageScheme}://${pageHost}/`

/** By scheme and host, never by how the text begins: app://lab.example/ is another origin. */
export function isPageAddress(address: string): boolean {
  const url = parse(address)
  return url?.protocol === `${pageScheme}:` && url.host === pageHost
}

/** The file that an address of the page means; undefined where it is not one of the page's. */
export function pageFile(folder: string, address: string): string | undefined {
  const url = parse(address)
  if (!url || !isPageAddress(address)) return undefined
  const path = decode(url.pathname)
  if (path === undefined || path.includes('\0') || path.includes('\\')) return undefined
  const file = join(folder, path === '/' ? 'index.html' : path)
  const inside = relative(folder, file)
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? undefined : file
}

function parse(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
