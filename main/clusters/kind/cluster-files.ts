import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ipFamilies } from '../../experiment/ip-family.ts'
import { tryLock } from '../../system/lock-file.ts'
import { writeWhole } from '../../system/place-whole.ts'
import { isAlive, thisProcess } from '../../system/process-identity.ts'

/** Only clusters named so are ours; all others are never touched. */
export const clusterPrefix = 'cnilab-'

const noteSchema = z.object({
  name: z.string(),
  variant: z.string(),
  recipeHash: z.string(),
  /** IPv4 alone where it is absent. */
  ipFamily: z.enum(ipFamilies).optional(),
  createdAt: z.string(),
  /** Left for later runs on purpose; others without a living owner are leftovers. */
  kept: z.boolean(),
  /** What was installed; absent until the cluster is ready, and such a one is never reused. */
  installed: z
    .object({
      kubernetes: z.string(),
      cniVersion: z.string(),
      images: z.record(z.string(), z.string()),
      sources: z.array(z.object({ what: z.string(), from: z.string(), sha256: z.string() })),
    })
    .optional(),
  /** What uses it now; absent when that is done with it. */
  owner: z.object({ what: z.string(), process: z.object({ pid: z.number(), startedAt: z.string() }) }).optional(),
  lastUsedBy: z.string().optional(),
})

/** What is noted of a cluster beside its kubeconfig, so that any later process can find, reuse or delete it. */
export type ClusterNote = z.infer<typeof noteSchema>

/** One folder a cluster, with its private kubeconfig and its note. */
export class ClusterFiles {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  kubeconfig(name: string): string {
    return join(this.#folder, name, 'kubeconfig')
  }

  /** Where logs of a cluster that failed are left: they outlive its folder. */
  logs(name: string): string {
    return join(this.#folder, '..', 'logs', name)
  }

  async write(note: ClusterNote): Promise<void> {
    const folder = join(this.#folder, note.name)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeWhole(join(folder, 'cluster.json'), JSON.stringify(note, null, 2))
  }

  async read(name: string): Promise<ClusterNote | undefined> {
    try {
      return noteSchema.parse(JSON.parse(await readFile(join(this.#folder, name, 'cluster.json'), 'utf8')))
    } catch {
      // The engine's labels still find the cluster, without its note.
      return undefined
    }
  }

  /**
   * Makes a cluster this process's own: for two that want it at the same time, one's.
   * @returns its note since then; undefined where it is in use, or there is no note of it
   */
  async claim(name: string, what: string): Promise<ClusterNote | undefined> {
    const lock = tryLock(join(this.#folder, `${name}.claim`), what)
    if (!('isHeld' in lock)) return undefined
    using _lock = lock
    const note = await this.read(name)
    if (!note || isInUse(note)) return undefined
    const owned = { ...note, owner: ownedByThisProcess(what) }
    await this.write(owned)
    return owned
  }

  async all(): Promise<readonly ClusterNote[]> {
    const names = await readdir(this.#folder).catch(() => [])
    const notes = await Promise.all(names.map((name) => this.read(name)))
    return notes.filter((note) => note !== undefined)
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.#folder, name), { recursive: true, force: true })
  }
}

export const ownedByThisProcess = (what: string): NonNullable<ClusterNote['owner']> => ({
  what,
  process: thisProcess(),
})

/** The note of a cluster that its owner is done with. */
export const released = ({ owner, ...note }: ClusterNote): ClusterNote => ({
  ...note,
  ...(owner && { lastUsedBy: owner.what }),
})

/** Whether a living process works with the cluster: this one, too. */
export const isInUse = ({ owner }: ClusterNote): boolean => owner !== undefined && isAlive(owner.process)

/** What uses it now, or used it last. */
export const usedBy = ({ owner, lastUsedBy }: ClusterNote): string | undefined => owner?.what ?? lastUsedBy
