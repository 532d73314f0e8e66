import type { Environment } from '../store/events.ts'
import type { Runtime } from '../clusters/cluster.ts'
import { chooseCatalog } from './catalog-choice.ts'
import { describeEnvironment } from './environment.ts'
import type { Experiment } from './experiment.ts'
import type { LabContext, MachineChoice } from './lab-context.ts'
import { openRuntime } from './runtimes.ts'

/**
 * What makes the clusters of an experiment on this machine, once it is known that it can, and what the numbers will depend on.
 * @throws LabError
 */
export async function openMachine(
  { spec, variants }: Pick<Experiment, 'spec' | 'variants'>,
  { engine, catalog: file, sudo }: MachineChoice,
  { paths, environment }: Pick<LabContext, 'paths' | 'environment'>,
  keep: () => boolean,
  signal: AbortSignal,
): Promise<{ readonly runtime: Runtime; readonly environment: Environment }> {
  const catalog = await chooseCatalog(file, environment)
  const options = { paths, catalog, ipFamily: spec.ipFamily, engine, keep, viaSudo: sudo }
  const runtime = await openRuntime(spec.runtime, options, signal)
  await runtime.preflight(variants, signal)
  return { runtime, environment: await describeEnvironment(runtime, signal) }
}
