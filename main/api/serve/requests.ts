import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { isOwnHost, type Access } from './access.ts'
import { securityHeaders } from './headers.ts'
import { findPageFile } from './page-files.ts'
import { refusals, refuse } from './refusal.ts'

export interface Site {
  readonly folder: string
  readonly access: Access
  /** A link has been used, and there is another one. */
  readonly onOpened: () => void
}

/** Answers one request: the link that was printed, or a file of the page for those who are known. */
export async function answerRequest(request: IncomingMessage, response: ServerResponse, site: Site): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  const { host, cookie } = request.headers
  if (!isOwnHost(host)) {
    refuse(response, refusals.badHost)
    return
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(response, refusals.badMethod)
    return
  }
  const [path = '/', query] = (request.url ?? '/').split('?')
  if (path === '/open') open(request, response, new URLSearchParams(query).get('token') ?? '', site)
  else if (!site.access.admits(cookie)) refuse(response, refusals.notKnown)
  else await sendFile(request, response, path, site.folder)
}

function open(request: IncomingMessage, response: ServerResponse, token: string, { access, onOpened }: Site): void {
  // What only looks ahead, such as a chat program's preview, must not use the link up.
  const cookie = request.method === 'GET' ? access.exchange(token) : undefined
  if (cookie === undefined) {
    // The same link opened again in the browser that used it.
    if (access.admits(request.headers.cookie))
      response.writeHead(303, { Location: '/', 'Cache-Control': 'no-store' }).end()
    else refuse(response, refusals.badToken)
    return
  }
  response.writeHead(303, { Location: '/', 'Set-Cookie': cookie, 'Cache-Control': 'no-store' }).end()
  onOpened()
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  folder: string,
): Promise<void> {
  const file = await findPageFile(folder, path)
  if (!file) {
    refuse(response, refusals.notFound)
    return
  }
  response.writeHead(200, { ...file.headers, 'Content-Length': file.size })
  if (request.method === 'HEAD') response.end()
  // A browser that goes away in the middle is no error.
  else await pipeline(createReadStream(file.path), response).catch(() => undefined)
}
