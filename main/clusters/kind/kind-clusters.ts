import { LabError } from '../../system/errors.ts'
import { variants } from '../../cnis/index.ts'
import type { ClusterEntry, ClusterState, KeptClusters } from '../kept-clusters.ts'
import { clusterPrefix, isInUse, released, usedBy, type ClusterFiles, type ClusterNote } from './cluster-files.ts'
import type { Engine } from './engine.ts'
import type { KindCommand } from './kind-command.ts'

interface Parts {
  readonly engine: Engine
  /** Found, or downloaded, when a cluster is to be deleted: looking at clusters needs only the engine. */
  readonly kind: () => Promise<KindCommand>
  readonly files: ClusterFiles
}

/** The lab's kind clusters. Others than ours are never seen here. */
export class KindClusters implements KeptClusters {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async list(): Promise<readonly ClusterEntry[]> {
    const { engine, files } = this.#parts
    const names = (await engine.clusters()).filter((name) => name.startsWith(clusterPrefix))
    return Promise.all(
      names.map(async (name) => entryOf(name, (await engine.containersOf(name)).length, await files.read(name))),
    )
  }

  async find(name: string): Promise<ClusterEntry> {
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

  async kubeconfig(name: string): Promise<string> {
    await this.find(name)
    return this.#parts.files.kubeconfig(name)
  }

  async delete(name: string): Promise<void> {
    const cluster = await this.find(name)
    if (cluster.state === 'in use') throw inUse(name, cluster.usedBy)
    if (!(await this.#remove(name))) throw inUse(name, (await this.#parts.files.read(name))?.owner?.what)
  }

  async prune(): Promise<readonly string[]> {
    const { files } = this.#parts
    const clusters = await this.list()
    const deleted: string[] = []
    for (const { name, state } of clusters) if (state === 'left over' && (await this.#remove(name))) deleted.push(name)
    const existing = new Set(clusters.map(({ name }) => name))
    for (const note of await files.all()) if (!existing.has(note.name) && !isInUse(note)) await files.remove(note.name)
    return deleted
  }

  /** @returns false where another has taken it since it was looked at */
  async #remove(name: string): Promise<boolean> {
    const { files } = this.#parts
    const claimed = await files.claim(name, 'its deletion')
    if (!claimed && (await files.read(name))) return false
    try {
      const kind = await this.#parts.kind()
      await kind.delete(name, files.kubeconfig(name))
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

function entryOf(name: string, nodes: number, note: ClusterNote | undefined): ClusterEntry {
  if (!note) return { name, nodes, state: 'unknown' }
  const { variant, createdAt } = note
  const cni = variants.find(variant)?.cni
  const user = usedBy(note)
  const known = { name, nodes, state: stateOf(note), variant, createdAt }
  return { ...known, ...(cni !== undefined && { cni }), ...(user !== undefined && { usedBy: user }) }
}

function stateOf(note: ClusterNote): ClusterState {
  if (isInUse(note)) return 'in use'
  return note.kept ? 'kept' : 'left over'
}
