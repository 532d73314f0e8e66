import type { Runtime } from '../clusters/cluster.ts'
import type { Environment } from '../store/events.ts'
import { describeHost } from '../system/host.ts'
import { version } from '../system/version.ts'

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
