import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { isOwnHost, type Access } from './access.ts'
import { securityHeaders } from './headers.ts'
import { findPageFile } from './page-files.ts'
import { refusals, refuse, type Refusal } from './refusal.ts'

export interface Site {
  readonly folder: string
  readonly access: Access
  /** A link has been used, and there is another one. */
  readonly onOpened: () => void
}

/** Answers one request: the link that was printed, or a file of the page for those who are known. */
export async function answerRequest(request: IncomingMessage, response: ServerResponse, site: Site): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  const refusal = await answer(request, response, site)
  if (refusal) refuse(response, refusal)
}

/** @returns why it is not answered, if it is not */
async function answer(request: IncomingMessage, response: ServerResponse, site: Site): Promise<Refusal | undefined> {
  const { host, cookie } = request.headers
  if (!isOwnHost(host)) return refusals.badHost
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusals.badMethod
  const [path = '/', query] = (request.url ?? '/').split('?')
  if (path === '/open') return open(request, response, new URLSearchParams(query).get('token') ?? '', site)
  if (!site.access.admits(cookie)) return refusals.notKnown
  const file = await findPageFile(site.folder, path)
  if (!file) return refusals.notFound
  response.writeHead(200, { ...file.headers, 'Content-Length': file.size })
  if (request.method === 'HEAD') response.end()
  // A browser that goes away in the middle is no error.
  else await pipeline(createReadStream(file.path), response).catch(() => undefined)
  return undefined
}

function open(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  token: string,
  { access, onOpened }: Site,
): Refusal | undefined {
  // What only looks ahead, such as a chat program's preview, must not use the link up.
  const cookie = method === 'GET' ? access.exchange(token) : undefined
  // The same link opened again in the browser that used it needs no other.
  if (cookie === undefined && !access.admits(headers.cookie)) return refusals.badToken
  const given = cookie === undefined ? {} : { 'Set-Cookie': cookie }
  response.writeHead(303, { Location: '/', ...given, 'Cache-Control': 'no-store' }).end()
  if (cookie !== undefined) onOpened()
  return undefined
}
