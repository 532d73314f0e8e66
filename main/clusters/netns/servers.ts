import { LabError } from '../../system/errors.ts'
import type { Exec } from '../../system/exec.ts'
import { startLongProcess, type LongProcess } from '../../system/long-process.ts'
import { poll } from '../../system/poll.ts'
import type { ContainerSpec } from '../cluster.ts'
import type { Holder } from './holder.ts'
import type { NamespaceFiles } from './privilege.ts'

/** A Pod's container: a background process of the cluster, which ends with it. */
interface Server {
  readonly pod: string
  readonly container: ContainerSpec
  readonly process: LongProcess
}

const readyDeadlineMs = 15_000
const pollIntervalMs = 30

/** TCP ports in the output of `ss -ltnH`. */
export function listeningPorts(stdout: string): ReadonlySet<number> {
  const localAddresses = stdout.split('\n').map((line) => line.trim().split(/\s+/)[3] ?? '')
  return new Set(
    localAddresses
      .map((address) => /:(\d+)$/.exec(address)?.[1])
      .filter(isText)
      .map(Number),
  )
}

const isText = (text: string | undefined): text is string => text !== undefined

/** The servers of one cluster. */
export class Servers {
  readonly #servers: Server[] = []
  readonly #exec: Exec
  readonly #holder: Holder

  constructor(exec: Exec, holder: Holder) {
    this.#exec = exec
    this.#holder = holder
  }

  /** Starts a Pod's containers and waits until each declared port accepts connections. */
  async start(
    pod: string,
    containers: readonly ContainerSpec[],
    { files, signal }: { readonly files: NamespaceFiles; readonly signal: AbortSignal },
  ): Promise<void> {
    for (const container of containers) {
      const { file, args } = this.#holder.enter(container.argv, { files })
      const process = await startLongProcess(file, args, { doing: `start ${container.name} in the Pod ${pod}` })
      this.#servers.push({ pod, container, process })
    }
    const ports = containers.flatMap(({ port }) => port ?? [])
    if (ports.length > 0) await this.#waitForPorts(pod, ports, { files, signal })
    this.throwIfOneEnded()
  }

  /** @throws LabError `cluster-failed` that names the server and what it printed. */
  throwIfOneEnded(): void {
    for (const { pod, container, process } of this.#servers) {
      if (!process.end) continue
      const { how, outputTail } = process.end
      const lastLine = outputTail.split('\n').findLast((line) => line.trim() !== '')
      throw new LabError({
        code: 'cluster-failed',
        title: `Cannot keep ${container.name} running in the Pod ${pod}`,
        message: `${container.argv[0] ?? container.name} ${how}${lastLine === undefined ? '' : `: ${lastLine}`}`,
        command: process.command,
        stderrTail: outputTail,
      })
    }
  }

  /** Resolves when all have ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#servers.map(({ process }) => process[Symbol.asyncDispose]()))
  }

  async #waitForPorts(
    pod: string,
    ports: readonly number[],
    { files, signal }: { readonly files: NamespaceFiles; readonly signal: AbortSignal },
  ): Promise<void> {
    const { file, args } = this.#holder.enter(['ss', '-ltnH'], { files })
    let closed = ports
    const look = async () => {
      const { stdout } = await this.#exec(file, args, { signal, doing: `look at the ports of the Pod ${pod}` })
      this.throwIfOneEnded()
      const open = listeningPorts(stdout)
      closed = ports.filter((port) => !open.has(port))
      return closed.length === 0 || undefined
    }
    if (await poll(look, { timeoutMs: readyDeadlineMs, pauseMs: pollIntervalMs, signal })) return
    throw new LabError({
      code: 'not-ready',
      title: `Cannot start the Pod ${pod}`,
      message: `Nothing listens on port ${closed.join(', ')} after ${String(readyDeadlineMs / 1000)} s.`,
    })
  }
}
