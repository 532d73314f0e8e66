import PQueue from 'p-queue'
import type { Catalog } from '../../cnis/catalog.ts'
import { LabError } from '../../system/errors.ts'
import type { CreateOptions } from '../cluster.ts'
import type { ClusterFiles } from './cluster-files.ts'
import type { Engine } from './engine.ts'
import type { KindCommand } from './kind-command.ts'
import { kindConfig, type KindShape } from './kind-config.ts'

interface Parts {
  readonly engine: Engine
  readonly kind: KindCommand
  readonly files: ClusterFiles
  readonly catalog: Catalog
}

/** `kind create cluster`, with what experience adds to it. */
export class NodeBoot {
  readonly #parts: Parts
  /** Two first creations at once would each make the network `kind` (kind#1596). */
  readonly #firstNetwork = new PQueue({ concurrency: 1 })

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** On an overloaded machine a node may not boot within the 30 s that kind gives it, so that one more try is worth it. */
  async run(shape: KindShape, options: CreateOptions): Promise<void> {
    try {
      await this.#create(shape, options)
    } catch (error) {
      options.signal.throwIfAborted()
      if (!(error instanceof LabError) || error.details.code !== 'cluster-failed') throw error
      options.steps.log(`${error.message}: trying once more`)
      const { kind, files } = this.#parts
      await kind.delete(shape.name, files.kubeconfig(shape.name))
      await this.#create(shape, options)
    }
  }

  async #create(shape: KindShape, { signal, steps }: CreateOptions): Promise<void> {
    const { catalog, engine, kind, files } = this.#parts
    const networkMade = Promise.withResolvers<undefined>()
    const create = () =>
      kind.create({
        name: shape.name,
        config: kindConfig(shape),
        nodeImage: catalog.node.image,
        kubeconfig: files.kubeconfig(shape.name),
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
}
