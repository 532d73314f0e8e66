import { randomBytes } from 'node:crypto'
import { arch } from 'node:os'
import type { Catalog } from '../../cnis/catalog.ts'
import type { IpFamily, KindVariant } from '../../cnis/recipe.ts'
import { kernelFeatureIds } from '../../cnis/kernel-features.ts'
import type { Variant } from '../../cnis/variant.ts'
import { LabError } from '../../system/errors.ts'
import type { Exec } from '../../system/exec.ts'
import type { Cluster, CreateOptions, Runtime } from '../cluster.ts'
import { KubeClient } from '../kubernetes/client.ts'
import { bootNodes } from './boot-nodes.ts'
import { clusterPrefix, ownedByThisProcess, released, type ClusterFiles, type ClusterNote } from './cluster-files.ts'
import type { Engine } from './engine.ts'
import { dualStackRefusal } from './dual-stack.ts'
import { healthyNodes } from './healthy-nodes.ts'
import { imageTools } from './image-tools.ts'
import { ensureImage } from './images.ts'
import { installCni } from './install-cni.ts'
import { askKernel, type NodeKernel } from './kernel.ts'
import { kindCluster } from './kind-cluster.ts'
import type { KindCommand } from './kind-command.ts'
import { prepareRecipe, type PreparedRecipe } from './prepare-recipe.ts'
import { kindPlan, machineRefusal, variantRefusals } from './preflight.ts'
import { imagesOf } from './sources.ts'
import { kindTraits } from './traits.ts'

export interface KindOptions {
  readonly engine: Engine
  readonly kind: KindCommand
  readonly files: ClusterFiles
  readonly catalog: Catalog
  /** Of every cluster it makes. */
  readonly ipFamily: IpFamily
  readonly cache: string
  readonly exec: Exec
  /** Whether to leave a cluster for a later run; asked when it is closed. */
  readonly keep: () => boolean
}

type InstalledOnKind = NonNullable<ClusterNote['installed']>

interface OpenOptions {
  readonly variant: KindVariant
  readonly client: KubeClient
  readonly note: ClusterNote & { readonly installed: InstalledOnKind }
  readonly reused: boolean
}

/** Real Kubernetes: clusters made by kind. */
export class KindRuntime implements Runtime {
  readonly id = kindTraits.id
  readonly provides = kindTraits.provides
  readonly idleClustersCost = kindTraits.idleClustersCost
  readonly #options: KindOptions
  #kernel: NodeKernel | undefined

  constructor(options: KindOptions) {
    this.#options = options
  }

  async tools(signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
    const { engine, kind, catalog } = this.#options
    const { stdout } = await kind.run(['version'], { signal })
    const { version, operatingSystem } = engine.info
    const own = { [engine.id]: version, 'engine on': operatingSystem, kind: stdout.trim() }
    return { ...own, ...(await imageTools(engine, catalog.probes, signal)) }
  }

  async preflight(variants: readonly Variant[], signal: AbortSignal): Promise<void> {
    const { engine, catalog, files, ipFamily } = this.#options
    await ensureImage(engine, catalog.node.image, signal)
    const plan = await kindPlan(engine, variants, { node: catalog.node, files, ipFamily }, signal)
    const room = await machineRefusal(engine, plan)
    if (room) throw room
    const kernel = await this.#askKernel(signal)
    for (const each of variantRefusals(variants, kernel.lacking).values()) throw each
    const refusal = ipFamily === 'dual' ? await dualStackRefusal(engine, kernel, signal) : undefined
    if (refusal) throw refusal
  }

  async kernelFeatures(signal: AbortSignal): Promise<Readonly<Record<string, boolean>>> {
    const { lacking } = await this.#askKernel(signal)
    return Object.fromEntries(kernelFeatureIds.map((feature) => [feature, !lacking.has(feature)]))
  }

  /** Asked once: preflight and the record of the run need the same answer. */
  async #askKernel(signal: AbortSignal): Promise<NodeKernel> {
    const { engine, catalog } = this.#options
    return (this.#kernel ??= await askKernel(engine, catalog.node.image, signal))
  }

  async acquire(variant: Variant, options: CreateOptions): Promise<Cluster> {
    const { catalog, ipFamily, cache, exec } = this.#options
    const kindVariant = asKindVariant(variant)
    const { signal, steps } = options
    const architecture = arch() === 'arm64' ? 'arm64' : 'amd64'
    const prepared = await steps.step('Preparing the recipe', () =>
      prepareRecipe(kindVariant, { catalog, ipFamily, cache, architecture, exec, signal }),
    )
    return (await this.#reuse(kindVariant, prepared, options)) ?? (await this.#create(kindVariant, prepared, options))
  }

  /** A kept cluster of the same recipe that is found healthy, or nothing. */
  async #reuse(variant: KindVariant, prepared: PreparedRecipe, options: CreateOptions): Promise<Cluster | undefined> {
    const { engine, files, catalog } = this.#options
    const existing = new Set(await engine.clusters(options.signal))
    let note: ClusterNote | undefined
    for (const { name, recipeHash, kept, installed } of await files.all())
      if (installed && kept && recipeHash === prepared.hash && existing.has(name))
        note ??= await files.claim(name, options.owner)
    if (!note?.installed) return undefined
    const { name, installed } = note
    const owned = { ...note, installed }
    try {
      return await options.steps.step(
        `Checking the kept cluster ${name}`,
        async () => {
          await engine.unpause(name, options.signal)
          const client = new KubeClient(files.kubeconfig(name), catalog.probes)
          return this.#open({ variant, note: owned, client, reused: true }, options.signal)
        },
        'wait',
      )
    } catch (error) {
      options.signal.throwIfAborted()
      options.steps.log(`${name} is not healthy, a new cluster takes its place (${String(error)})`)
      await this.#delete(owned)
      return undefined
    }
  }

  async #create(variant: KindVariant, prepared: PreparedRecipe, options: CreateOptions): Promise<Cluster> {
    const { files, catalog, ipFamily, engine, kind } = this.#options
    const { signal, steps, owner } = options
    const name = `${clusterPrefix}${variant.id.replaceAll(/[/+]/g, '-')}-${randomBytes(2).toString('hex')}`
    const note: ClusterNote = {
      name,
      variant: variant.id,
      recipeHash: prepared.hash,
      ...(ipFamily === 'dual' && { ipFamily }),
      createdAt: new Date().toISOString(),
      kept: false,
      owner: ownedByThisProcess(owner),
    }
    // Noted before anything is made: whatever happens from here on, the cluster can be found.
    await files.write(note)
    await using undo = new AsyncDisposableStack()
    undo.defer(() => this.#delete(note))
    const objects = await prepared.render(name, signal)
    const probeImages = Object.values(catalog.probes)
    const installed = await steps.step('Fetching images', () =>
      this.#fetchImages(prepared, [...imagesOf(objects), ...probeImages], signal),
    )
    const build = async () => {
      const shape = { name, disableDefaultCni: prepared.recipe.install.by !== 'runtime', ipFamily }
      await bootNodes(shape, this.#options, options)
      const client = new KubeClient(files.kubeconfig(name), catalog.probes)
      const nodes = await engine.containersOf(name, signal)
      await installCni({ name, nodes, client, engine, kind, prepared, objects, probeImages, steps, signal })
      return this.#open({ variant, note: { ...note, installed }, client, reused: false }, signal)
    }
    const cluster = await build().catch(async (error: unknown) => {
      signal.throwIfAborted()
      throw await this.#withLogs(error, name)
    })
    // As things stand now: whatever ends this process, the cluster is then what it was to be.
    await files.write({ ...note, kept: this.#options.keep(), installed })
    undo.move()
    return cluster
  }

  async #fetchImages(
    { recipe, sources }: PreparedRecipe,
    references: readonly string[],
    signal: AbortSignal,
  ): Promise<InstalledOnKind> {
    const { engine, catalog } = this.#options
    const images: Record<string, string> = {}
    for (const reference of new Set([catalog.node.image, ...references]))
      images[reference] = await ensureImage(engine, reference, signal)
    return { kubernetes: catalog.node.kubernetes, cniVersion: recipe.cniVersion, images, sources: [...sources] }
  }

  /** The cluster as an object, found healthy. */
  async #open({ note, variant, client, reused }: OpenOptions, signal: AbortSignal): Promise<Cluster> {
    const { engine } = this.#options
    const { name, installed } = note
    const nodes = await healthyNodes(engine, client, name, signal)
    const discard = () => this.#delete(note)
    const end = () => (note.kept || this.#options.keep() ? this.#leave(note) : discard())
    return kindCluster({ name, variant, reused, installed, nodes, engine, kubernetes: client, end, discard })
  }

  /** Kept, and nobody's: running, so that its kubeconfig works. */
  async #leave(note: ClusterNote): Promise<void> {
    const { engine, files } = this.#options
    try {
      await engine.unpause(note.name)
    } finally {
      await files.write(released({ ...note, kept: true }))
    }
  }

  /** The error with the place of the nodes' logs, which would else be gone with the cluster. */
  async #withLogs(error: unknown, name: string): Promise<unknown> {
    const { kind, files } = this.#options
    if (!(error instanceof LabError)) return error
    const folder = files.logs(name)
    await kind.exportLogs(name, folder)
    const hint = [error.details.hint, `The nodes’ logs are in ${folder}`].filter(Boolean).join(' ')
    return new LabError({ ...error.details, hint }, { cause: error })
  }

  /** What could not be deleted is left over, and nobody's: it can be pruned. */
  async #delete(note: ClusterNote): Promise<void> {
    const { kind, files } = this.#options
    try {
      await kind.delete(note.name, files.kubeconfig(note.name))
    } catch (error) {
      await files.write(released({ ...note, kept: false }))
      throw error
    }
    await files.remove(note.name)
  }
}

function asKindVariant(variant: Variant): KindVariant {
  if ('recipe' in variant) return variant as KindVariant
  throw new LabError({
    code: 'bad-usage',
    title: `Cannot make a kind cluster of ${variant.id}`,
    message: `it belongs to the runtime ${variant.runtime}.`,
    hint: `cnilab run --runtime ${variant.runtime} --variants ${variant.id}`,
  })
}
