import type { Catalog } from '../../cnis/catalog.ts'
import { LabError } from '../../system/errors.ts'
import { inTurn } from '../../system/in-turn.ts'
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

/**
 * `kind create cluster`, with what experience adds to it. On an overloaded machine a node may not boot within the 30 s that kind
 * gives it, so that one more try is worth it.
 */
export async function bootNodes(shape: KindShape, parts: Parts, options: CreateOptions): Promise<void> {
  try {
    await create(shape, parts, options)
  } catch (error) {
    options.signal.throwIfAborted()
    if (!(error instanceof LabError) || error.details.code !== 'cluster-failed') throw error
    options.steps.log(`${error.message}: trying once more`)
    await parts.kind.delete(shape.name, parts.files.kubeconfig(shape.name))
    await create(shape, parts, options)
  }
}

/** Two first creations at once would each make the network `kind` (kind#1596): the second waits until the first has made it. */
async function create(
  shape: KindShape,
  { catalog, engine, kind, files }: Parts,
  { signal, steps }: CreateOptions,
): Promise<void> {
  const networkMade = Promise.withResolvers<undefined>()
  const begin = () =>
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
  if (await engine.hasNetwork('kind', signal)) return begin()
  let creating = Promise.resolve()
  await inTurn(`the network kind of ${engine.id}`, signal, () => {
    creating = begin()
    return Promise.race([creating, networkMade.promise])
  })
  await creating
}
