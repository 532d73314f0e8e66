import { ClusterFiles } from '../clusters/kind/cluster-files.ts'
import { detectEngine, type EngineId } from '../clusters/kind/engine.ts'
import { KindClusters } from '../clusters/kind/kind-clusters.ts'
import { KindCommand } from '../clusters/kind/kind-command.ts'
import { ensureTool } from '../clusters/kind/tools.ts'
import type { Runtime } from '../clusters/cluster.ts'
import type { Catalog } from '../cnis/catalog.ts'
import type { IpFamily } from '../cnis/recipe.ts'
import type { RuntimeId } from '../cnis/variant.ts'
import { exec } from '../system/exec.ts'
import { clustersFolder, type Paths } from '../system/paths.ts'

export interface RuntimeOptions {
  readonly paths: Paths
  readonly catalog: Catalog
  /** Of clusters on kind; IPv4 alone unless given. */
  readonly ipFamily?: IpFamily | undefined
  readonly engine?: EngineId | undefined
  /** Whether to leave a cluster for later runs; asked when it is closed. */
  readonly keep: () => boolean
  /** netns through sudo, where the host forbids rootless namespaces. */
  readonly viaSudo: boolean
}

/**
 * A runtime with everything it works with found. What makes clusters is loaded only here, since the client of Kubernetes alone is as
 * large as all the rest of a lab that lists its clusters and waits.
 * @throws LabError `no-engine` | `download-failed` …
 */
export async function openRuntime(id: RuntimeId, options: RuntimeOptions, signal: AbortSignal): Promise<Runtime> {
  if (id === 'netns') {
    const { netnsRuntime } = await import('../clusters/netns/netns-runtime.ts')
    return netnsRuntime({ viaSudo: options.viaSudo })
  }
  const { catalog, keep, paths, ipFamily = 'ipv4' } = options
  const { kind, ...parts } = await kindParts(options, signal)
  const { KindRuntime } = await import('../clusters/kind/kind-runtime.ts')
  return new KindRuntime({ ...parts, kind: await kind(), catalog, ipFamily, keep, cache: paths.cache, exec })
}

/** The lab's kind clusters on this machine. */
export async function openKindClusters(
  options: Pick<RuntimeOptions, 'paths' | 'engine'>,
  signal: AbortSignal,
): Promise<KindClusters> {
  return new KindClusters(await kindParts(options, signal))
}

async function kindParts({ paths, engine: wanted }: Pick<RuntimeOptions, 'paths' | 'engine'>, signal: AbortSignal) {
  const engine = await detectEngine(exec, signal, wanted)
  const kind = async () => new KindCommand(await ensureTool('kind', paths.cache, signal), engine, exec)
  return { engine, kind, files: new ClusterFiles(clustersFolder(paths)) }
}
