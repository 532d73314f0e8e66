import { Exec as WebSocketExec, KubeConfig, Watch } from '@kubernetes/client-node'
import PQueue from 'p-queue'
import type { Manifest } from '../../cnis/recipe.ts'
import { explain } from './api-error.ts'
import { ObjectApi } from './object-api.ts'

const applyConcurrency = 4
/** Kinds that other objects need to exist first. */
const firstKinds = ['Namespace', 'CustomResourceDefinition', 'ServiceAccount', 'ClusterRole', 'ConfigMap', 'Secret']

/** A cluster's API by its private kubeconfig. */
export class KubeClient {
  readonly config: KubeConfig
  readonly watch: Watch
  readonly webSocketExec: WebSocketExec
  readonly #objects: ObjectApi

  constructor(kubeconfig: string) {
    this.config = new KubeConfig()
    this.config.loadFromFile(kubeconfig)
    this.watch = new Watch(this.config)
    this.webSocketExec = new WebSocketExec(this.config)
    this.#objects = this.config.makeApiClient(ObjectApi)
  }

  /**
   * Applies objects server-side: unlike the client-side way it has no size limit on definitions.
   * @throws LabError `cluster-failed`, naming the object
   */
  async apply(objects: readonly Manifest[], signal: AbortSignal): Promise<void> {
    const isFirst = (object: Manifest) => firstKinds.includes(object.kind)
    for (const kind of firstKinds)
      await this.#applyAll(
        objects.filter((object) => object.kind === kind),
        signal,
      )
    await this.#applyAll(
      objects.filter((object) => !isFirst(object)),
      signal,
    )
  }

  async #applyAll(objects: readonly Manifest[], signal: AbortSignal): Promise<void> {
    const queue = new PQueue({ concurrency: applyConcurrency })
    await queue.addAll(objects.map((object) => () => this.#applyOne(object, signal)))
  }

  async #applyOne(object: Manifest, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    try {
      await this.#objects.apply(object)
    } catch (error) {
      throw explain(error, `Cannot apply ${object.kind} ${object.metadata.name}`)
    }
  }

  /** Asks for an object's deletion; one that is not there is fine. Does not wait. */
  async delete(object: Manifest): Promise<void> {
    try {
      await this.#objects.delete(object)
    } catch (error) {
      if (isNotFound(error)) return
      throw explain(error, `Cannot delete ${object.kind} ${object.metadata.name}`)
    }
  }

  /** The object as the API has it, or undefined where there is none. */
  async read(object: Manifest): Promise<unknown> {
    try {
      return await this.#objects.read(object)
    } catch (error) {
      if (isNotFound(error)) return undefined
      throw explain(error, `Cannot read ${object.kind} ${object.metadata.name}`)
    }
  }

  /** What a path of the API answers, as text; undefined where there is none. */
  async get(path: string, signal: AbortSignal): Promise<string | undefined> {
    signal.throwIfAborted()
    try {
      return await this.#objects.get(path)
    } catch (error) {
      if (isNotFound(error)) return undefined
      throw explain(error, `Cannot read ${path}`)
    }
  }
}

const isNotFound = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 404
