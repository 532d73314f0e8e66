import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { LabChannel } from '../../main/api/client.ts'
import type { LabEvent, ServerMessage } from '../../main/api/contract.ts'
import { serve, type ServeOptions } from '../../main/api/serve/serve.ts'
import { defaultPaths } from '../../main/system/paths.ts'
import { temporaryFolder } from '../unit/temporary-folder.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A page of three files, so that tests need no build; a secret lies beside it. */
function aPage(): string {
  const outside = temporaryFolder()
  const folder = join(outside, 'renderer')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(outside, 'secret.txt'), 'secret')
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>CNI Lab</title>')
  writeFileSync(join(folder, 'assets/index-1a2b.js'), 'export {}')
  return folder
}

/** A lab with data of its own, served on a port of the system's choice until the test has ended. */
export async function aServedLab(options: Partial<ServeOptions> & { readonly home?: string } = {}) {
  const environment = {
    ...process.env,
    CNILAB_HOME: options.home ?? temporaryFolder(),
    DOCKER_HOST: 'unix:///nonexistent',
  }
  const links: string[] = []
  const folder = aPage()
  const served = await serve({
    paths: defaultPaths(environment),
    environment,
    port: 0,
    folder,
    onLink: (url) => links.push(url),
    ...options,
  })
  onTestFinished(() => served.close())
  const host = `127.0.0.1:${String(served.port)}`
  const ask = (path: string, asked: Asked = {}) => askFor(served.port, path, asked)
  const admit = async (): Promise<string> => {
    const { headers } = await ask(new URL(links.at(-1) ?? '').pathname + new URL(links.at(-1) ?? '').search)
    return String(headers['set-cookie']).split(';')[0] ?? ''
  }
  const connect = async () => connectTo(host, await admit())
  return {
    folder,
    service: served.service,
    port: served.port,
    host,
    links,
    ask,
    admit,
    connect,
    close: () => served.close(),
    paths: defaultPaths(environment),
  }
}

/** A client of the lab, as a page has one, with everything that it was told. */
export async function connectTo(host: string, cookie: string) {
  const socket = new WebSocket(`ws://${host}/socket`, { origin: `http://${host}`, headers: { cookie } })
  const channel = new LabChannel({
    send: (message) => {
      socket.send(JSON.stringify(message))
    },
  })
  const events: LabEvent[] = []
  const waiting = new Set<() => void>()
  channel.onEvents((batch) => {
    events.push(...batch)
    for (const look of waiting) look()
  })
  socket.on('message', (data) => {
    channel.receive(JSON.parse((data as Buffer).toString()) as ServerMessage)
  })
  await new Promise((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  onTestFinished(() => {
    socket.terminate()
  })
  /** The first event, past or to come, that is wanted. */
  const event = <E extends LabEvent>(isWanted: (event: LabEvent) => event is E): Promise<E> =>
    new Promise((resolve) => {
      const look = () => {
        const found = events.find(isWanted)
        if (found) waiting.delete(look)
        if (found) resolve(found)
      }
      waiting.add(look)
      look()
    })
  const taskEnd = (id: string) =>
    event(
      (each): each is Extract<LabEvent, { name: 'task:changed' }> =>
        each.name === 'task:changed' && each.payload.id === id && each.payload.endedAtMs !== undefined,
    ).then(({ payload }) => payload)
  return { client: channel.client, events, event, taskEnd, socket }
}

function askFor(port: number, path: string, { method = 'GET', headers = {} }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (body += chunk))
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
      })
    })
    asking.on('error', reject)
    asking.end()
  })
}
