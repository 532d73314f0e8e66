import { LabError } from '../../system/errors.ts'
import { lastLineOf } from '../../system/exec.ts'
import type { LongProcess } from '../../system/long-process.ts'
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
  return new Set(localAddresses.flatMap((address) => /:(\d+)$/.exec(address)?.[1] ?? []).map(Number))
}

/** The servers of one cluster. */
export class Servers {
  readonly #servers: Server[] = []
  readonly #holder: Holder

  constructor(holder: Holder) {
    this.#holder = holder
  }

  /** Starts a Pod's containers and waits until each declared port accepts connections. */
  async start(
    pod: string,
    containers: readonly ContainerSpec[],
    { files, signal }: { readonly files: NamespaceFiles; readonly signal: AbortSignal },
  ): Promise<void> {
    for (const container of containers) {
      const doing = `start ${container.name} in the Pod ${pod}`
      const process = await this.#holder.start(container.argv, { files, doing })
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
      const lastLine = lastLineOf(outputTail)
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
    const doing = `look at the ports of the Pod ${pod}`
    let closed = ports
    const look = async () => {
      const { stdout } = await this.#holder.run(['ss', '-ltnH'], { files, signal, doing })
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
