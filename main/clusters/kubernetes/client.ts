import { Exec as WebSocketExec, KubeConfig } from '@kubernetes/client-node'
import PQueue from 'p-queue'
import type { Manifest } from '../../cnis/recipe.ts'
import type { ImageRole, KubernetesApi, PodExecOptions, PodExecResult } from '../cluster.ts'
import { explain } from './api-error.ts'
import { ObjectApi } from './object-api.ts'
import { execInPod } from './pod-exec.ts'

const applyConcurrency = 4
/** Kinds that other objects need to exist first. */
const firstKinds = ['Namespace', 'CustomResourceDefinition', 'ServiceAccount', 'ClusterRole', 'ConfigMap', 'Secret']

/** A cluster's API by its private kubeconfig. */
export class KubeClient implements KubernetesApi {
  readonly images: Readonly<Record<ImageRole, string>>
  readonly #objects: ObjectApi
  readonly #webSocketExec: WebSocketExec

  constructor(kubeconfig: string, images: Readonly<Record<ImageRole, string>>) {
    const config = new KubeConfig()
    config.loadFromFile(kubeconfig)
    this.images = images
    this.#objects = config.makeApiClient(ObjectApi)
    this.#webSocketExec = new WebSocketExec(config)
  }

  /**
   * Applies objects server-side: unlike the client-side way it has no size limit on definitions.
   * @throws LabError `cluster-failed`, naming the object
   */
  async apply(objects: readonly Manifest[], signal: AbortSignal): Promise<void> {
    const byKind = Map.groupBy(objects, ({ kind }) => (firstKinds.includes(kind) ? kind : 'others'))
    for (const kind of [...firstKinds, 'others']) {
      const queue = new PQueue({ concurrency: applyConcurrency })
      await queue.addAll((byKind.get(kind) ?? []).map((object) => () => this.#applyOne(object, signal)))
    }
  }

  async #applyOne(object: Manifest, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    try {
      await this.#objects.apply(object)
    } catch (error) {
      throw explain(error, `Cannot apply ${object.kind} ${object.metadata.name}`)
    }
  }

  async delete(objects: readonly Manifest[], signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    const deleteOne = (object: Manifest) =>
      unlessNotFound(() => this.#objects.delete(object), `Cannot delete ${object.kind} ${object.metadata.name}`, signal)
    await Promise.all(objects.map(deleteOne))
  }

  get(path: string, signal: AbortSignal): Promise<string | undefined> {
    return unlessNotFound(() => this.#objects.get(path, signal), `Cannot read ${path}`, signal)
  }

  exec(
    place: { readonly namespace: string; readonly pod: string; readonly container?: string },
    argv: readonly string[],
    options: PodExecOptions,
  ): Promise<PodExecResult> {
    return execInPod(this.#webSocketExec, place, argv, options)
  }
}

async function unlessNotFound<T>(ask: () => Promise<T>, title: string, signal: AbortSignal): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    signal.throwIfAborted()
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 404) return undefined
    throw explain(error, title)
  }
}
