import { once } from 'node:events'
import { connect as connectSocket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { LabEvent } from '../../main/api/contract.ts'
import { contentSecurityPolicy } from '../../main/api/serve/headers.ts'
import { serve } from '../../main/api/serve/serve.ts'
import { defaultSettings } from '../../main/lab/settings.ts'
import type { TaskContext } from '../../main/lab/tasks/live-task.ts'
import { LabError } from '../../main/system/errors.ts'
import { defaultPaths } from '../../main/system/paths.ts'
import { temporaryFolder } from '../unit/temporary-folder.ts'
import { aServedLab } from './served-lab.ts'

interface Handshake {
  readonly origin?: string
  readonly cookie?: string
  readonly host?: string
  readonly path?: string
}

/** What becomes of an attempt to open the socket: 101, or the status it is refused with. */
async function upgrade(port: number, { origin, cookie, host, path = '/socket' }: Handshake): Promise<number> {
  const headers = { ...(cookie && { cookie }), ...(host && { host }) }
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}${path}`, { headers, ...(origin && { origin }) })
  return new Promise((resolve) => {
    socket.on('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.on('unexpected-response', (_, { statusCode = 0 }) => {
      resolve(statusCode)
    })
    socket.on('error', () => undefined)
  })
}

/** A request exactly as written, where clients would tidy it up. */
async function raw(port: number, head: string): Promise<string> {
  const socket = connectSocket(port, '127.0.0.1')
  socket.write(`${head}\r\nConnection: close\r\n\r\n`)
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk.toString()))
  await once(socket, 'close')
  return answer
}

const pathOf = (url = '') => new URL(url).pathname + new URL(url).search

describe('the link that is printed', () => {
  it('lets one browser in, and gives it a cookie that scripts and other sites do not see', async () => {
    const { ask, links, port } = await aServedLab()
    const { status, headers } = await ask(pathOf(links[0]))
    expect([status, headers.location]).toEqual([303, '/'])
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^cnilab-${String(port)}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`)),
    ])
    const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
    expect((await ask('/', { headers: { cookie } })).body).toContain('<title>CNI Lab</title>')
  })

  it('works once, and is then followed by another one', async () => {
    const { ask, links, admit } = await aServedLab()
    await admit()
    const again = await ask(pathOf(links[0]))
    expect([again.status, again.headers['set-cookie']]).toEqual([401, undefined])
    expect(again.body).toContain('cnilab serve')
    expect(links).toHaveLength(2)
    expect((await ask(pathOf(links[1]))).status).toBe(303)
  })

  it('takes the browser that has used it to the page', async () => {
    const { ask, links, admit } = await aServedLab()
    const cookie = await admit()
    expect((await ask(pathOf(links[0]), { headers: { cookie } })).headers.location).toBe('/')
  })

  it.each(['/open', '/open?token=', '/open?token=wrong', '/open?token=%00'])('is not %s', async (path) => {
    const { ask } = await aServedLab()
    const { status, headers } = await ask(path)
    expect([status, headers['set-cookie']]).toEqual([401, undefined])
  })

  it('is not used up by what only asks for its head', async () => {
    const { ask, links } = await aServedLab()
    await ask(pathOf(links[0]), { method: 'HEAD' })
    expect((await ask(pathOf(links[0]))).status).toBe(303)
  })
})

describe('without the cookie', () => {
  it.each(['/', '/index.html', '/assets/index-1a2b.js', '/nothing', '/socket'])('%s is refused', async (path) => {
    const { ask } = await aServedLab()
    const { status, body } = await ask(path)
    expect(status).toBe(401)
    expect(body).toContain('Open the newest link')
  })

  it.each(['cnilab-PORT=', 'cnilab-PORT=wrong', 'cnilab-1=GOOD', 'other=GOOD'])(
    'so is one with %s',
    async (pattern) => {
      const { ask, admit, port } = await aServedLab()
      const [, good = ''] = (await admit()).split('=')
      const cookie = pattern.replace('PORT', String(port)).replace('GOOD', good)
      expect((await ask('/', { headers: { cookie } })).status).toBe(401)
    },
  )
})

describe('a request', () => {
  it('for another host is refused: a name of elsewhere may point here', async () => {
    const { ask, admit } = await aServedLab()
    const cookie = await admit()
    for (const host of [
      'evil.example',
      'evil.example:80',
      '127.0.0.1.evil.example',
      'localhost@evil.example',
      '127.1',
      '[::1',
    ])
      expect([host, (await ask('/', { headers: { cookie, host } })).status]).toEqual([host, 421])
  })

  it('through a tunnel, which has another port, is served', async () => {
    const { ask, admit } = await aServedLab()
    const cookie = await admit()
    for (const host of ['localhost:9999', '127.0.0.1:8080', '[::1]:1234', 'LOCALHOST'])
      expect([host, (await ask('/', { headers: { cookie, host } })).status]).toEqual([host, 200])
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('of %s is refused', async (method) => {
    const { ask, admit } = await aServedLab()
    const { status, headers } = await ask('/', { method, headers: { cookie: await admit() } })
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD'])
  })

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..\\secret.txt',
    '/assets/%5c..%5c..%5csecret.txt',
    '/../renderer-evil/x',
    '//etc/passwd',
    '/%00',
    '/%zz',
    '/assets',
    '/assets/',
  ])('for %s finds nothing outside of the page', async (path) => {
    const { port, host, admit } = await aServedLab()
    const answer = await raw(port, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${await admit()}`)
    expect(answer).toMatch(/^HTTP\/1\.1 404 /)
    expect(answer).not.toContain('secret')
  })

  it('is always answered with the headers that protect the page', async () => {
    const { ask, admit, links } = await aServedLab()
    const link = pathOf(links[0])
    const cookie = await admit()
    const answers = [
      await ask('/'),
      await ask('/', { headers: { cookie } }),
      await ask(link),
      await ask('/', { method: 'POST' }),
    ]
    for (const { headers } of answers)
      expect(headers).toMatchObject({
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      })
    expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:/)
  })

  it('for an asset is cached for good, for the page never', async () => {
    const { ask, admit } = await aServedLab()
    const headers = { cookie: await admit() }
    const asset = await ask('/assets/index-1a2b.js', { headers })
    expect([asset.headers['content-type'], asset.headers['cache-control'], asset.body]).toEqual([
      'text/javascript; charset=utf-8',
      'private, max-age=31536000, immutable',
      'export {}',
    ])
    expect((await ask('/', { headers })).headers['cache-control']).toBe('no-store')
    const head = await ask('/', { method: 'HEAD', headers })
    expect([head.status, head.body]).toEqual([200, ''])
  })
})

describe('the socket', () => {
  it('is opened to the lab’s own page alone', async () => {
    const { port, host, admit } = await aServedLab()
    const cookie = await admit()
    const own = `http://${host}`
    expect(await upgrade(port, { origin: own, cookie })).toBe(101)
    expect(await upgrade(port, { origin: 'http://localhost:9999', cookie, host: 'localhost:9999' })).toBe(101)
    expect(await upgrade(port, { origin: own })).toBe(401)
    expect(await upgrade(port, { origin: own, cookie: `cnilab-${String(port)}=wrong` })).toBe(401)
    expect(await upgrade(port, { cookie })).toBe(403)
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', `http://localhost:${String(port)}`])
      expect([origin, await upgrade(port, { origin, cookie })]).toEqual([origin, 403])
    expect(await upgrade(port, { origin: 'http://evil.example', cookie, host: 'evil.example' })).toBe(421)
    expect(await upgrade(port, { origin: own, cookie, path: '/other' })).toBe(404)
  })

  it.each(['not JSON', '[]', '{"id":1}', Buffer.from('{"id":1,"call":"run:list"}')])(
    'is closed on who sends %s, and stays open for others',
    async (message) => {
      const lab = await aServedLab()
      const [bad, good] = [await lab.connect(), await lab.connect()]
      bad.socket.send(message)
      const [code] = (await once(bad.socket, 'close')) as [number]
      expect(code).toBe(1007)
      expect(await good.client['run:list']()).toEqual([])
    },
  )

  it('is closed on who does not read, while others go on', async () => {
    const lab = await aServedLab({ mostUnread: 1024 ** 2 })
    const [idle, good] = [await lab.connect(), await lab.connect()]
    idle.socket.pause()
    const work = (task: TaskContext) => {
      task.log(null, 'x'.repeat(16 * 1024 ** 2))
      return Promise.resolve()
    }
    await good.taskEnd(lab.service.tasks.start({ kind: 'run', title: 'a talker', work }))
    await good.client['settings:write'](defaultSettings)
    await good.event(
      (event): event is Extract<LabEvent, { name: 'settings:changed' }> => event.name === 'settings:changed',
    )
    const closed = once(idle.socket, 'close')
    idle.socket.resume()
    expect((await closed)[0]).toBe(1006)
    expect(await good.client['run:list']()).toEqual([])
  })

  it('ends with the lab, and its cookie with it', async () => {
    const lab = await aServedLab()
    const { socket } = await lab.connect()
    const closed = once(socket, 'close')
    await lab.close()
    expect((await closed)[0]).toBe(1001)
    await expect(lab.ask('/')).rejects.toThrow(/ECONNREFUSED/)
  })
})

describe('a lab that cannot be served', () => {
  const options = () => {
    const environment = { CNILAB_HOME: temporaryFolder() }
    return { paths: defaultPaths(environment), environment, onLink: () => undefined }
  }
  const detailsOf = (served: Promise<unknown>) =>
    served.then(
      () => undefined,
      (error: unknown) => (error instanceof LabError ? error.details : undefined),
    )

  it('for want of a page says how to build it', async () => {
    const error = await detailsOf(serve({ ...options(), port: 0, folder: temporaryFolder() }))
    expect(error).toMatchObject({ code: 'missing-tool', command: 'npm run build' })
  })

  it('for want of its port names the port', async () => {
    const { port, folder } = await aServedLab()
    const error = await detailsOf(serve({ ...options(), port, folder }))
    expect(error).toMatchObject({ code: 'bad-usage', title: `Cannot listen on port ${String(port)}` })
  })
})
