import { LabError } from '../../system/errors.ts'
import { clusterPrefix, isInUse, released, type ClusterFiles, type ClusterNote } from './cluster-files.ts'
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
    if (cluster.state === 'in use') throw inUse(name, cluster.note?.owner?.what)
    if (!(await this.#remove(cluster))) throw inUse(name, (await this.#parts.files.read(name))?.owner?.what)
  }

  /** Deletes what dead processes left, and what is noted of clusters that are gone. @returns the names of the deleted */
  async prune(): Promise<readonly string[]> {
    const clusters = await this.list()
    const deleted: string[] = []
    for (const cluster of clusters)
      if (cluster.state === 'left over' && (await this.#remove(cluster))) deleted.push(cluster.name)
    const existing = new Set(clusters.map(({ name }) => name))
    for (const note of await this.#parts.files.all())
      if (!existing.has(note.name) && !isInUse(note)) await this.#parts.files.remove(note.name)
    return deleted
  }

  /** @returns false where another has taken it since it was looked at */
  async #remove({ name, note }: LabCluster): Promise<boolean> {
    const { files } = this.#parts
    const claimed = note && (await files.claim(name, 'its deletion'))
    if (note && !claimed) return false
    try {
      const kind = await this.#parts.kind()
      await kind.delete(name, this.kubeconfig(name))
    } catch (error) {
      if (claimed) await files.write(released(claimed))
      throw error
    }
    await files.remove(name)
    return true
  }
}

const inUse = (name: string, what = 'another program') =>
  new LabError({
    code: 'bad-usage',
    title: `Cannot delete the cluster ${name}`,
    message: `it is in use by ${what}.`,
    hint: 'Wait until that has ended, or cancel it.',
  })

function stateOf(note: ClusterNote | undefined): ClusterState {
  if (!note) return 'unknown'
  if (isInUse(note)) return 'in use'
  return note.kept ? 'kept' : 'left over'
}
