import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { contentSecurityPolicy } from '../api/serve/headers.ts'
import { mediaTypeOf } from '../api/serve/page-path.ts'
import { pageFile, pageScheme } from './page-address.ts'

/** Before Electron is ready, or it is too late. */
export function setUpScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

export function setUpPageProtocol(pageFolder: string): void {
  protocol.handle(pageScheme, ({ method, url }) => answer(pageFolder, method, url))
}

async function answer(pageFolder: string, method: string, url: string): Promise<Response> {
  if (method !== 'GET') return refusal(405)
  const file = pageFile(pageFolder, url)
  if (file === undefined) return refusal(404)
  try {
    return new Response(new Uint8Array(await readFile(file)), { headers: headersOf(file) })
  } catch {
    return refusal(404)
  }
}

const headersOf = (file: string): Record<string, string> => ({
  'content-type': mediaTypeOf(file),
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
})

const refusal = (status: number): Response => new Response(null, { status })
