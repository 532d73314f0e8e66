import { randomBytes } from 'node:crypto'
import { arch } from 'node:os'
import PQueue from 'p-queue'
import type { Catalog } from '../../cnis/catalog.ts'
import type { KindVariant } from '../../cnis/recipe.ts'
import type { Variant } from '../../cnis/variant.ts'
import { LabError } from '../../system/errors.ts'
import type { Exec } from '../../system/exec.ts'
import type { Cluster, ClusterNode, CreateOptions, Runtime } from '../cluster.ts'
import { KubeClient } from '../kubernetes/client.ts'
import { waitForNodes } from '../kubernetes/readiness.ts'
import { clusterPrefix, isInUse, ownedByThisProcess, type ClusterFiles, type ClusterNote } from './cluster-files.ts'
import type { Engine } from './engine.ts'
import { ensureImage } from './images.ts'
import { installCni } from './install-cni.ts'
import { KindCluster } from './kind-cluster.ts'
import type { KindCommand } from './kind-command.ts'
import { kindConfig } from './kind-config.ts'
import { prepareRecipe, type PreparedRecipe } from './prepare-recipe.ts'
import { preflightKind } from './preflight.ts'
import { imagesOf } from './sources.ts'

const reuseTimeoutMs = 20_000

export interface KindOptions {
  readonly engine: Engine
  readonly kind: KindCommand
  readonly files: ClusterFiles
  readonly catalog: Catalog
  readonly cache: string
  readonly exec: Exec
  /** Leave clusters when they are closed, for a later run. */
  readonly keep: boolean
}

type InstalledOnKind = NonNullable<ClusterNote['installed']>

interface OpenOptions {
  readonly variant: KindVariant
  readonly name: string
  readonly client: KubeClient
  readonly installed: InstalledOnKind
  readonly keep: boolean
  readonly reused: boolean
}

/** Real Kubernetes: clusters made by kind. */
export class KindRuntime implements Runtime {
  readonly id = 'kind'
  readonly hasServices = true
  readonly idleClustersCost = true
  readonly #options: KindOptions
  /** Two first creations at once would each make the network `kind` (kind#1596). */
  readonly #firstNetwork = new PQueue({ concurrency: 1 })

  constructor(options: KindOptions) {
    this.#options = options
  }

  async tools(signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
    const { engine, kind } = this.#options
    const { stdout } = await kind.run(['version'], { signal })
    return { [engine.id]: engine.info.version, 'engine on': engine.info.operatingSystem, kind: stdout.trim() }
  }

  async preflight(variants: readonly Variant[], signal: AbortSignal): Promise<void> {
    const { engine, catalog } = this.#options
    const existing = await engine.clusters(signal)
    await ensureImage(engine, catalog.node.image, signal)
    await preflightKind(engine, variants, { nodeImage: catalog.node.image, existing: existing.length }, signal)
  }

  async acquire(variant: Variant, options: CreateOptions): Promise<Cluster> {
    const { catalog, cache, exec } = this.#options
    const kindVariant = asKindVariant(variant)
    const { signal, steps } = options
    const architecture = arch() === 'arm64' ? 'arm64' : 'amd64'
    const prepared = await steps.step('Preparing the recipe', () =>
      prepareRecipe(kindVariant, { catalog, cache, architecture, exec, signal }),
    )
    return (await this.#reuse(kindVariant, prepared, options)) ?? (await this.#create(kindVariant, prepared, options))
  }

  /** A kept cluster of the same recipe that is found healthy, or nothing. */
  async #reuse(variant: KindVariant, prepared: PreparedRecipe, options: CreateOptions): Promise<Cluster | undefined> {
    const { engine, files } = this.#options
    const existing = new Set(await engine.clusters(options.signal))
    const note = (await files.all()).find(
      (candidate) =>
        candidate.recipeHash === prepared.hash && candidate.kept && existing.has(candidate.name) && !isInUse(candidate),
    )
    if (!note?.installed) return undefined
    const { name, installed } = note
    await files.write({ ...note, owner: ownedByThisProcess(options.owner) })
    try {
      return await options.steps.step(
        `Checking the kept cluster ${name}`,
        async () => {
          await engine.unpause(name, options.signal)
          const client = new KubeClient(files.kubeconfig(name))
          return this.#open({ variant, name, client, installed, keep: true, reused: true }, options.signal)
        },
        'wait',
      )
    } catch (error) {
      options.signal.throwIfAborted()
      options.steps.log(`${name} is not healthy, a new cluster takes its place (${String(error)})`)
      await this.#delete(name)
      return undefined
    }
  }

  async #create(variant: KindVariant, prepared: PreparedRecipe, options: CreateOptions): Promise<Cluster> {
    const { files, catalog, engine, kind, keep } = this.#options
    const { signal, steps, owner } = options
    const name = `${clusterPrefix}${variant.id.replaceAll('/', '-')}-${randomBytes(2).toString('hex')}`
    const note: ClusterNote = {
      name,
      variant: variant.id,
      recipeHash: prepared.hash,
      createdAt: new Date().toISOString(),
      kept: false,
      owner: ownedByThisProcess(owner),
    }
    // Noted before anything is made: whatever happens from here on, the cluster can be found.
    await files.write(note)
    await using undo = new AsyncDisposableStack()
    undo.defer(() => this.#delete(name))
    const objects = await prepared.render(name, signal)
    const probeImages = Object.values(catalog.probes)
    const installed = await steps.step('Fetching images', () =>
      this.#fetchImages(prepared, [...imagesOf(objects), ...probeImages], signal),
    )
    await this.#kindCreateOrRetry(name, prepared, options)
    const client = new KubeClient(files.kubeconfig(name))
    const nodes = await engine.containersOf(name, signal)
    await installCni({ name, nodes, client, engine, kind, prepared, objects, probeImages, steps, signal })
    const cluster = await this.#open({ variant, name, client, installed, keep, reused: false }, signal)
    await files.write({ ...note, kept: keep, installed })
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

  /** On an overloaded machine a node may not boot within the 30 s that kind gives it, so that one more try is worth it. */
  async #kindCreateOrRetry(name: string, prepared: PreparedRecipe, options: CreateOptions): Promise<void> {
    try {
      await this.#kindCreate(name, prepared, options)
    } catch (error) {
      options.signal.throwIfAborted()
      if (!(error instanceof LabError) || error.details.code !== 'cluster-failed') throw error
      options.steps.log(`${error.message}: trying once more`)
      await this.#options.kind.delete(name, this.#options.files.kubeconfig(name))
      await this.#kindCreate(name, prepared, options)
    }
  }

  async #kindCreate(name: string, prepared: PreparedRecipe, { signal, steps }: CreateOptions): Promise<void> {
    const { catalog, engine, kind, files } = this.#options
    const config = kindConfig({ name, disableDefaultCni: prepared.recipe.install.by !== 'kind' })
    const networkMade = Promise.withResolvers<undefined>()
    const create = () =>
      kind.create({
        name,
        config,
        nodeImage: catalog.node.image,
        kubeconfig: files.kubeconfig(name),
        signal,
        steps,
        onStepDone: (title) => {
          if (title === 'Preparing nodes') networkMade.resolve(undefined)
        },
      })
    if (await engine.hasNetwork('kind', signal)) {
      await create()
      return
    }
    let creating = Promise.resolve()
    await this.#firstNetwork.add(() => {
      creating = create()
      return Promise.race([creating, networkMade.promise])
    })
    await creating
  }

  /** The cluster as an object, found healthy. */
  async #open(options: OpenOptions, signal: AbortSignal): Promise<KindCluster> {
    const { engine, catalog } = this.#options
    const { keep, name, client, ...rest } = options
    const count = (await engine.containersOf(name, signal)).length
    const nodes = (await waitForNodes(client, count, reuseTimeoutMs, signal)).map(asClusterNode)
    // A kept cluster must be left running, so that its kubeconfig works.
    const end = () => (keep ? engine.unpause(name) : this.#delete(name))
    return new KindCluster({ ...rest, name, client, nodes, engine, images: catalog.probes, end })
  }

  async #delete(name: string): Promise<void> {
    const { kind, files } = this.#options
    await kind.delete(name, files.kubeconfig(name))
    await files.remove(name)
  }
}

function asKindVariant(variant: Variant): KindVariant {
  if (variant.runtime === 'kind' && 'recipe' in variant) return variant as KindVariant
  throw new LabError({
    code: 'bad-usage',
    title: `Cannot make a kind cluster of ${variant.id}`,
    message: `it belongs to the runtime ${variant.runtime}.`,
    hint: `cnilab run --runtime ${variant.runtime} --variants ${variant.id}`,
  })
}

const asClusterNode = ({ metadata, status }: Awaited<ReturnType<typeof waitForNodes>>[number]): ClusterNode => ({
  name: metadata.name,
  role: 'node-role.kubernetes.io/control-plane' in metadata.labels ? 'control-plane' : 'worker',
  address: status.addresses.find(({ type }) => type === 'InternalIP')?.address ?? '',
})
