import type {
  ProbePods,
  Cluster,
  ClusterNode,
  ImageRole,
  Installed,
  KubernetesApi,
  Pod,
  PodExecOptions,
  PodExecResult,
  PodSpec,
  ServiceSpec,
} from '../cluster.ts'
import type { Variant } from '../../cnis/variant.ts'
import { deployProbes, waitForPods } from '../kubernetes/probe-pods.ts'
import type { KubeClient } from '../kubernetes/client.ts'
import { OpenKubernetesApi } from '../kubernetes/kubernetes-api.ts'
import { waitForNodes } from '../kubernetes/readiness.ts'
import type { Engine } from './engine.ts'
import { startOutsideHost } from './outside-host.ts'

const healthTimeoutMs = 90_000

interface Parts {
  readonly name: string
  readonly variant: Variant
  readonly nodes: readonly ClusterNode[]
  readonly reused: boolean
  readonly installed: Installed
  readonly engine: Engine
  readonly client: KubeClient
  readonly images: Readonly<Record<ImageRole, string>>
  /** What `close` does: deletes the cluster, or leaves a kept one. */
  readonly end: () => Promise<void>
  readonly discard: () => Promise<void>
}

/** A kind cluster with its CNI. */
export class KindCluster implements Cluster {
  readonly name: string
  readonly variant: Variant
  readonly nodes: readonly ClusterNode[]
  readonly reused: boolean
  readonly installed: Installed
  readonly kubernetes: KubernetesApi
  readonly #parts: Parts
  #podSpecs: readonly PodSpec[] = []
  #ending: Promise<void> | undefined

  constructor(parts: Parts) {
    this.name = parts.name
    this.variant = parts.variant
    this.nodes = parts.nodes
    this.reused = parts.reused
    this.installed = parts.installed
    this.kubernetes = new OpenKubernetesApi(parts.client, parts.images)
    this.#parts = parts
  }

  deployProbes(pods: readonly PodSpec[], services: readonly ServiceSpec[], signal: AbortSignal): Promise<ProbePods> {
    this.#podSpecs = pods
    return deployProbes(this.#parts.client, { pods, services, images: this.#parts.images }, signal)
  }

  onNode(node: string, argv: readonly string[], { signal }: PodExecOptions): Promise<PodExecResult> {
    return this.#parts.engine.inNode(node, argv, { signal, onFailure: 'return' })
  }

  outside(argv: readonly string[], signal: AbortSignal): Promise<Pod> {
    const { engine, images } = this.#parts
    return startOutsideHost(
      engine,
      { cluster: this.name, node: this.nodes[0]?.name ?? '', image: images.client, argv },
      signal,
    )
  }

  async pause(signal: AbortSignal): Promise<void> {
    await this.#parts.engine.pause(
      this.nodes.map(({ name }) => name),
      signal,
    )
  }

  async resume(signal: AbortSignal): Promise<void> {
    const { engine, client } = this.#parts
    await engine.unpause(this.name, signal)
    await waitForNodes(client, this.nodes.length, healthTimeoutMs, signal)
    if (this.#podSpecs.length > 0) await waitForPods(client, this.#podSpecs, healthTimeoutMs, signal)
  }

  close(): Promise<void> {
    return (this.#ending ??= this.#parts.end())
  }

  discard(): Promise<void> {
    this.#ending = this.#parts.discard()
    return this.#ending
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}
