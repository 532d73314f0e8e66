import { kernelFeatureIds, kernelFeatures, type KernelFeature } from '../../cnis/kernel-features.ts'
import type { Engine } from './engine.ts'

/**
 * Asks the kernel that containers run on, which is not this machine's where the engine has a virtual machine: everything, in one
 * container.
 */
export async function lackingFeatures(
  engine: Engine,
  nodeImage: string,
  signal: AbortSignal,
): Promise<ReadonlySet<KernelFeature>> {
  const checks = kernelFeatureIds.map(
    (feature) => `( ${kernelFeatures[feature].check} ) >/dev/null 2>&1 && echo ${feature}`,
  )
  const script = [...checks, 'true'].join('\n')
  const args = ['run', '--rm', '--privileged', '--network', 'none', '--entrypoint', 'sh', nodeImage, '-c', script]
  const { stdout } = await engine.run(args, { signal, timeoutMs: 60_000, doing: 'ask the kernel what it can do' })
  const present = new Set(stdout.split('\n'))
  return new Set(kernelFeatureIds.filter((feature) => !present.has(feature)))
}
