import { LabError } from '../../system/errors.ts'
import { clusterPrefix, isInUse, type ClusterFiles, type ClusterNote } from './cluster-files.ts'
import type { Engine } from './engine.ts'
import type { KindCommand } from './kind-command.ts'

/**
 * `left over`: nothing alive uses it, and nobody asked to keep it. `unknown`: there is no note of it here, so that another user, or
 * this one with other folders, may be at work with it.
 */
export type ClusterState = 'in use' | 'kept' | 'left over' | 'unknown'

export interface LabCluster {
  readonly name: string
  readonly state: ClusterState
  readonly nodes: number
  readonly note: ClusterNote | undefined
}

interface Parts {
  readonly engine: Engine
  /** Found, or downloaded, when a cluster is to be deleted: looking at clusters needs only the engine. */
  readonly kind: () => Promise<KindCommand>
  readonly files: ClusterFiles
}

/** The lab's clusters as they are on this machine, whoever made them. Others than ours are never seen here. */
export class KindClusters {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async list(): Promise<readonly LabCluster[]> {
    const { engine, files } = this.#parts
    const names = (await engine.clusters()).filter((name) => name.startsWith(clusterPrefix))
    return Promise.all(
      names.map(async (name) => {
        const note = await files.read(name)
        return { name, note, state: stateOf(note), nodes: (await engine.containersOf(name)).length }
      }),
    )
  }

  /** @throws LabError `unknown-name` */
  async find(name: string): Promise<LabCluster> {
    const clusters = await this.list()
    const found = clusters.find((cluster) => cluster.name === name)
    if (found) return found
    throw new LabError({
      code: 'unknown-name',
      title: `Cannot find the cluster "${name}"`,
      message: 'the lab has none of that name.',
      hint: clusters.length > 0 ? `There are ${clusters.map((each) => each.name).join(', ')}.` : 'There are none now.',
    })
  }

  kubeconfig(name: string): string {
    return this.#parts.files.kubeconfig(name)
  }

  /** Deletes one cluster. @throws LabError `unknown-name`, or `bad-usage` while something uses it */
  async delete(name: string): Promise<void> {
    const cluster = await this.find(name)
    if (cluster.state === 'in use')
      throw new LabError({
        code: 'bad-usage',
        title: `Cannot delete the cluster ${name}`,
        message: `it is in use by ${cluster.note?.owner?.what ?? 'another program'}.`,
        hint: 'Wait until that has ended, or cancel it.',
      })
    await this.#remove(name)
  }

  /** Deletes what dead processes left, and what is noted of clusters that are gone. @returns the names of the deleted */
  async prune(): Promise<readonly string[]> {
    const clusters = await this.list()
    const leftOver = clusters.filter(({ state }) => state === 'left over').map(({ name }) => name)
    for (const name of leftOver) await this.#remove(name)
    const existing = new Set(clusters.map(({ name }) => name))
    for (const note of await this.#parts.files.all())
      if (!existing.has(note.name) && !isInUse(note)) await this.#parts.files.remove(note.name)
    return leftOver
  }

  async #remove(name: string): Promise<void> {
    const kind = await this.#parts.kind()
    await kind.delete(name, this.kubeconfig(name))
    await this.#parts.files.remove(name)
  }
}

function stateOf(note: ClusterNote | undefined): ClusterState {
  if (!note) return 'unknown'
  if (isInUse(note)) return 'in use'
  return note.kept ? 'kept' : 'left over'
}
