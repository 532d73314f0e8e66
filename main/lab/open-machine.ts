import type { Environment } from '../store/events.ts'
import type { Runtime } from '../clusters/cluster.ts'
import { runtimes } from '../clusters/index.ts'
import { describeHost } from '../system/host.ts'
import { version } from '../system/version.ts'
import { chooseCatalog } from './catalog-choice.ts'
import type { Experiment } from './run-under-way.ts'
import type { LabContext, MachineChoice } from './lab-context.ts'
import { readNoiseFloor } from './selftest/noise-floor-file.ts'

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
  const runtime = await runtimes.get(spec.runtime).open(options, signal)
  await runtime.preflight(variants, signal)
  const described = await describeEnvironment(runtime, signal)
  const noiseFloor = await readNoiseFloor(paths, described)
  return { runtime, environment: { ...described, ...(noiseFloor && { noiseFloor }) } }
}

/** Everything about this machine and its programs that a number depends on. */
export async function describeEnvironment(runtime: Runtime, signal: AbortSignal): Promise<Environment> {
  const [host, tools, kernelFeatures] = await Promise.all([
    describeHost(),
    runtime.tools(signal),
    runtime.kernelFeatures?.(signal),
  ])
  return {
    cnilab: version,
    node: process.version,
    ...host,
    tools: { ...tools },
    ...(kernelFeatures && { kernelFeatures: { ...kernelFeatures } }),
  }
}
