import { LabError } from '../../system/errors.ts'
import type { CommandResult, Exec, ExecOptions } from '../../system/exec.ts'
import { explained } from '../known-causes/explain.ts'
import type { EngineId } from './engine-ids.ts'
import type { EngineInfo } from './engine-info.ts'

export type { EngineId, EngineInfo }

/** Of containers in a cluster's network that are no nodes: kind does not know of them. Its value is the cluster's name. */
export const companionLabel = 'cnilab.cluster'

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

  /** Runs one command of the engine. @throws LabError with the cause, where it is known */
  async run(args: readonly string[], options?: ExecOptions): Promise<CommandResult> {
    try {
      return await this.#exec(this.id, args, options)
    } catch (error) {
      throw error instanceof LabError ? explained(error) : error
    }
  }

  /** The last lines that a cluster's nodes have printed. */
  async lastWordsOf(cluster: string): Promise<string> {
    const nodes = await this.containersOf(cluster)
    const options = { onFailure: 'return', timeoutMs: 10_000 } as const
    const logs = await Promise.all(nodes.map((node) => this.run(['logs', '--tail', '40', node], options)))
    return logs.map(({ stdout, stderr }) => `${stdout}\n${stderr}`.trim()).join('\n')
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

  /**
   * Pauses those that run. The engine gives up freezing a node in which processes begin all the time ("unable to freeze"), and lets it
   * run: what still does is tried once more.
   */
  async pause(cluster: string, signal?: AbortSignal): Promise<void> {
    const running = await this.runningContainersOf(cluster, signal)
    if (running.length === 0) return
    const { exitCode } = await this.run(['pause', ...running], { signal, onFailure: 'return' })
    if (exitCode === 0) return
    const left = await this.runningContainersOf(cluster, signal)
    if (left.length > 0) await this.run(['pause', ...left], { signal, doing: 'pause the cluster’s nodes' })
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

const nonEmptyLines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')
