import type { ServerResponse } from 'node:http'

export interface Refusal {
  readonly status: number
  readonly title: string
  readonly text: string
}

const again = 'Open the newest link that <code>cnilab serve</code> has printed in its terminal.'

export const refusals = {
  notKnown: { status: 401, title: 'Not signed in', text: `${again} Each link works once.` },
  badToken: { status: 401, title: 'This link has been used, or is not complete', text: again },
  badHost: { status: 421, title: 'Wrong host', text: 'The lab answers at 127.0.0.1 and localhost alone.' },
  badOrigin: { status: 403, title: 'Not for this page', text: 'The lab speaks to its own page alone.' },
  badMethod: { status: 405, title: 'Method not allowed', text: 'The page is only read.' },
  notFound: { status: 404, title: 'Not found', text: 'There is nothing here: <a href="/">the lab</a>.' },
} as const satisfies Record<string, Refusal>

/** A page that says what is wrong and what to do. */
export function refuse(response: ServerResponse, { status, title, text }: Refusal): void {
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }
  response.writeHead(status, status === 405 ? { ...headers, Allow: 'GET, HEAD' } : headers)
  response.end(refusalPage(title, text))
}

const refusalPage = (title: string, text: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto; padding: 0 1rem }
h1 { font-size: 1.25rem }
</style>
<h1>${title}</h1>
<p>${text}</p>
</html>
`
