import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { protocol } from 'electron'
import { contentSecurityPolicy } from '../api/serve/headers.ts'
import { pageFile, pageScheme } from './page-address.ts'

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
  'content-type': mediaTypes[extname(file).toLowerCase()] ?? 'application/octet-stream',
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
})

const refusal = (status: number): Response => new Response(null, { status })
