import { pathInPage } from '../api/serve/page-path.ts'

/** The page has an origin of its own instead of file://, whose pages may read more than they should. */
export const pageScheme = 'app'
const pageHost = 'lab'
export const pageAddress = `${pageScheme}://${pageHost}/`

/** By scheme and host, never by how the text begins: app://lab.example/ is another origin. */
export function isPageAddress(address: string): boolean {
  const url = URL.parse(address)
  return url?.protocol === `${pageScheme}:` && url.host === pageHost
}

/** The file that an address of the page means; undefined where it is not one of the page's. */
export function pageFile(folder: string, address: string): string | undefined {
  const url = URL.parse(address)
  if (!url || !isPageAddress(address)) return undefined
  return pathInPage(folder, url.pathname)
}
