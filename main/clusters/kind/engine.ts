import { z } from 'zod'
import { LabError, toLabErrorDetails } from '../../system/errors.ts'
import type { CommandResult, Exec, ExecOptions } from '../../system/exec.ts'
import { engineIds, type EngineId } from './engine-ids.ts'

export type { EngineId }

/** Of containers in a cluster's network that are no nodes: kind does not know of them. Its value is the cluster's name. */
export const companionLabel = 'cnilab.cluster'

/** What the engine says of the machine its containers run on: a virtual machine on macOS and Windows. */
export interface EngineInfo {
  readonly version: string
  readonly memoryBytes: number
  readonly cores: number
  readonly cgroupVersion: 1 | 2
  readonly storage: string
  readonly operatingSystem: string
}

const cgroupVersion = (text: string): 1 | 2 => (text === '2' || text === 'v2' ? 2 : 1)

/** What `info --format '{{json .}}'` prints. */
const infoOf: Readonly<Record<EngineId, z.ZodType<EngineInfo>>> = {
  docker: z
    .object({
      ServerVersion: z.string(),
      MemTotal: z.number(),
      NCPU: z.number(),
      CgroupVersion: z.string().default('1'),
      DockerRootDir: z.string().default(''),
      OperatingSystem: z.string().default(''),
      ServerErrors: z.array(z.string()).nullish(),
    })
    .transform((info) => {
      // Some versions of the command succeed, with empty fields, where no server answers.
      if (info.ServerVersion === '') throw new Error(info.ServerErrors?.[0] ?? 'the server does not answer.')
      return {
        version: info.ServerVersion,
        memoryBytes: info.MemTotal,
        cores: info.NCPU,
        cgroupVersion: cgroupVersion(info.CgroupVersion),
        storage: info.DockerRootDir,
        operatingSystem: info.OperatingSystem,
      }
    }),
  podman: z
    .object({
      host: z.object({
        memTotal: z.number(),
        cpus: z.number(),
        cgroupVersion: z.string(),
        distribution: z.object({ distribution: z.string() }),
      }),
      store: z.object({ graphRoot: z.string() }),
      version: z.object({ Version: z.string() }),
    })
    .transform(({ host, store, version }) => ({
      version: version.Version,
      memoryBytes: host.memTotal,
      cores: host.cpus,
      cgroupVersion: cgroupVersion(host.cgroupVersion),
      storage: store.graphRoot,
      operatingSystem: host.distribution.distribution,
    })),
}

/** A container engine by its command line: what docker and podman have in common. */
export class Engine {
  readonly id: EngineId
  readonly info: EngineInfo
  readonly #exec: Exec

  constructor(id: EngineId, info: EngineInfo, exec: Exec) {
    this.id = id
    this.info = info
    this.#exec = exec
  }

  /** Runs one command of the engine. */
  run(args: readonly string[], options?: ExecOptions): Promise<CommandResult> {
    return this.#exec(this.id, args, options)
  }

  /** Environment that makes kind use this engine. */
  get kindEnvironment(): Record<string, string> {
    return { KIND_EXPERIMENTAL_PROVIDER: this.id }
  }

  /** Names of the containers of one kind cluster. */
  containersOf(cluster: string, signal?: AbortSignal): Promise<readonly string[]> {
    return this.#names(cluster, ['-a'], signal)
  }

  /** Those of them that run, paused ones not counted. */
  runningContainersOf(cluster: string, signal?: AbortSignal): Promise<readonly string[]> {
    return this.#names(cluster, ['--filter', 'status=running'], signal)
  }

  async #names(cluster: string, which: readonly string[], signal?: AbortSignal): Promise<readonly string[]> {
    const label = `label=io.x-k8s.kind.cluster=${cluster}`
    const { stdout } = await this.run(['ps', ...which, '--filter', label, '--format', '{{.Names}}'], { signal })
    return nonEmptyLines(stdout)
  }

  /** Names of all kind clusters, by their containers' labels. */
  async clusters(signal?: AbortSignal): Promise<readonly string[]> {
    const format = '{{.Label "io.x-k8s.kind.cluster"}}'
    const { stdout } = await this.run(['ps', '-a', '--filter', 'label=io.x-k8s.kind.cluster', '--format', format], {
      signal,
    })
    return [...new Set(nonEmptyLines(stdout))].sort()
  }

  async pause(containers: readonly string[], signal?: AbortSignal): Promise<void> {
    await this.run(['pause', ...containers], { signal, doing: 'pause the cluster’s nodes' })
  }

  /** Unpauses those that are paused; the others are left alone. */
  async unpause(cluster: string, signal?: AbortSignal): Promise<void> {
    const paused = await this.#names(cluster, ['--filter', 'status=paused'], signal)
    if (paused.length > 0) await this.run(['unpause', ...paused], { signal, doing: 'unpause the cluster’s nodes' })
  }

  /** Removes what was started beside a cluster and is none of its nodes. */
  async removeCompanions(cluster: string): Promise<void> {
    const { stdout } = await this.run(['ps', '-aq', '--filter', `label=${companionLabel}=${cluster}`])
    const ids = nonEmptyLines(stdout)
    if (ids.length > 0) await this.run(['rm', '-fv', ...ids], { doing: `remove what runs beside ${cluster}` })
  }

  async hasNetwork(name: string, signal?: AbortSignal): Promise<boolean> {
    const { exitCode } = await this.run(['network', 'inspect', name], { signal, onFailure: 'return' })
    return exitCode === 0
  }

  /** Runs a command in a node's container. */
  inNode(node: string, argv: readonly string[], options?: ExecOptions): Promise<CommandResult> {
    return this.run(['exec', node, ...argv], options)
  }

  copyIntoNode(file: string, node: string, path: string, signal?: AbortSignal): Promise<CommandResult> {
    return this.run(['cp', file, `${node}:${path}`], { signal, doing: `copy ${path} into ${node}` })
  }
}

/**
 * The engine to use: the one asked for, else the first that answers.
 * @throws LabError `no-engine`
 */
export async function detectEngine(exec: Exec, signal?: AbortSignal, wanted?: EngineId): Promise<Engine> {
  const failures: string[] = []
  for (const id of wanted ? [wanted] : engineIds) {
    try {
      const { stdout } = await exec(id, ['info', '--format', '{{json .}}'], { signal, timeoutMs: 15_000 })
      return new Engine(id, infoOf[id].parse(JSON.parse(stdout)), exec)
    } catch (error) {
      signal?.throwIfAborted()
      failures.push(`${id}: ${toLabErrorDetails(error, '').message}`)
    }
  }
  throw new LabError({
    code: 'no-engine',
    title: 'Cannot make kind clusters',
    message: `no container engine answers (${failures.join(' ')})`,
    hint: 'Start Docker Desktop, or `sudo systemctl start docker`, then try again. Without an engine (Linux): `cnilab run --runtime netns`',
  })
}

const nonEmptyLines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')
