import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLongProcess } from '../../../main/system/long-process.ts'

const program = join(import.meta.dirname, '../../../main/cli/cnilab.ts')

/** A real lab service with data of its own, which ends and leaves nothing behind when it is disposed of. */
export interface LabServer extends AsyncDisposable {
  readonly home: string
  readonly pid: number
  /** A link that lets one browser in. */
  readonly link: string
  /** The next one-time link: one is printed each time the last one was used. */
  nextLink(): Promise<string>
}

interface LabServerOptions {
  /** A data folder that exists; one that is removed afterwards unless given. */
  readonly home?: string
  readonly env?: Readonly<Record<string, string>>
}

export async function startLab({ home: given, env = {} }: LabServerOptions = {}): Promise<LabServer> {
  const home = given ?? mkdtempSync(join(tmpdir(), 'cnilab-e2e-'))
  const variables = Object.entries({ CNILAB_HOME: home, ...env }).map(([name, value]) => `${name}=${value}`)
  const command = [...variables, process.execPath, program, 'serve', '--json']
  const server = await startLongProcess('env', command, { doing: 'start the lab' })
  const signal = AbortSignal.timeout(60_000)
  const used = new Set<string>()
  const nextLink = async (): Promise<string> => {
    const pattern = new RegExp(`"url":"(?!(?:${[...used].join('|') || 'none'})")([^"]+)"`)
    const [, url = ''] = await server.waitForLine(pattern, { signal, timeoutMs: 30_000 })
    used.add(url.replaceAll(/[.?+]/g, '\\$&'))
    return url
  }
  return {
    home,
    pid: server.pid,
    link: await nextLink(),
    nextLink,
    [Symbol.asyncDispose]: async () => {
      process.kill(server.pid, 'SIGINT')
      await server.exited
      if (given === undefined) rmSync(home, { recursive: true, force: true })
    },
  }
}
