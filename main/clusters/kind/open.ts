import { exec } from '../../system/exec.ts'
import { clustersFolder } from '../../system/paths.ts'
import type { Runtime } from '../cluster.ts'
import type { RuntimeOptions } from '../runtime.ts'
import { ClusterFiles } from './cluster-files.ts'
import { detectEngine } from './detect-engine.ts'
import { KindClusters } from './kind-clusters.ts'
import { KindCommand } from './kind-command.ts'
import { ensureTool } from './tools.ts'

export async function openKind(options: RuntimeOptions, signal: AbortSignal): Promise<Runtime> {
  const { catalog, keep, paths, ipFamily = 'ipv4' } = options
  const { kind, ...parts } = await kindParts(options, signal)
  // The client of Kubernetes is large, and who lists clusters does without.
  const { KindRuntime } = await import('./kind-runtime.ts')
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
