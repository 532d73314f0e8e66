import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLongProcess } from '../../../main/system/long-process.ts'

const sources = join(import.meta.dirname, '../../../main/cli/cnilab.ts')

/** A real lab service with data of its own, which ends and leaves nothing behind when it is disposed of. */
export interface LabServer extends AsyncDisposable {
  readonly home: string
  readonly pid: number
  readonly port: number
  /** A link that lets one browser in. */
  readonly link: string
  /** The next one-time link: one is printed each time the last one was used. */
  nextLink(): Promise<string>
  /** Ends it without a chance to tidy up, as a crash does. */
  kill(): Promise<void>
}

interface LabServerOptions {
  /** A data folder that exists; one that is removed afterwards unless given. */
  readonly home?: string
  /** Of an earlier lab, to take its place; any that is free unless given. */
  readonly port?: number
  readonly env?: Readonly<Record<string, string>>
  /** A program as it is built; the sources unless given. */
  readonly program?: string
  /** A command that the lab runs under, without a process of its own in between. */
  readonly under?: readonly string[]
}

export const newHome = (): string => mkdtempSync(join(tmpdir(), 'cnilab-e2e-'))

export async function startLab({
  home: given,
  port,
  env = {},
  program = sources,
  under = [],
}: LabServerOptions = {}): Promise<LabServer> {
  const home = given ?? newHome()
  const variables = Object.entries({ CNILAB_HOME: home, ...env }).map(([name, value]) => `${name}=${value}`)
  const serve = ['serve', '--json', ...(port === undefined ? [] : ['--port', String(port)])]
  const server = await startLongProcess('env', [...variables, ...under, process.execPath, program, ...serve], {
    doing: 'start the lab',
  })
  const { signal } = new AbortController()
  const used: string[] = []
  const nextLink = async (): Promise<string> => {
    const others = used.map((url) => url.replaceAll(/[.?+]/g, '\\$&')).join('|')
    const pattern = new RegExp(`"url":"(?!(?:${others || 'none'})")([^"]+)"`)
    const [, url = ''] = await server.waitForLine(pattern, { signal, timeoutMs: 60_000 })
    used.push(url)
    return url
  }
  const end = async (how: NodeJS.Signals) => {
    if (server.end === undefined) process.kill(server.pid, how)
    await server.exited
  }
  const link = await nextLink()
  return {
    home,
    pid: server.pid,
    port: Number(new URL(link).port),
    link,
    nextLink,
    kill: () => end('SIGKILL'),
    [Symbol.asyncDispose]: async () => {
      await end('SIGINT')
      if (given === undefined) rmSync(home, { recursive: true, force: true })
    },
  }
}
