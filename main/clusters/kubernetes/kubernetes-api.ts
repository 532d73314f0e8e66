import type { Manifest } from '../../cnis/recipe.ts'
import type { ImageRole, KubernetesApi, PodExecOptions, PodExecResult } from '../cluster.ts'
import type { KubeClient } from './client.ts'
import { execInPod } from './pod-exec.ts'

/** A cluster's API as inspections use it. */
export class OpenKubernetesApi implements KubernetesApi {
  readonly images: Readonly<Record<ImageRole, string>>
  readonly #client: KubeClient

  constructor(client: KubeClient, images: Readonly<Record<ImageRole, string>>) {
    this.#client = client
    this.images = images
  }

  apply(objects: readonly Manifest[], signal: AbortSignal): Promise<void> {
    return this.#client.apply(objects, signal)
  }

  async delete(objects: readonly Manifest[], signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    await Promise.all(objects.map((object) => this.#client.delete(object)))
  }

  get(path: string, signal: AbortSignal): Promise<string | undefined> {
    return this.#client.get(path, signal)
  }

  exec(
    { namespace, pod, container = '' }: { namespace: string; pod: string; container?: string },
    argv: readonly string[],
    options: PodExecOptions,
  ): Promise<PodExecResult> {
    return execInPod(this.#client, { namespace, pod, container }, argv, options)
  }
}
