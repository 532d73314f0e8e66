import type { Runtime } from '../clusters/cluster.ts'
import { runtimes } from '../clusters/index.ts'
import type { RuntimeOptions } from '../clusters/runtime.ts'
import { LabError } from '../system/errors.ts'

/** A runtime with everything it works with found. @throws LabError `unknown-name` | `no-engine` | `download-failed` … */
export const openRuntime = (id: string, options: RuntimeOptions, signal: AbortSignal): Promise<Runtime> =>
  runtimes.get(id).open(options, signal)

/** Clusters that outlive the program that made them. @throws LabError `no-engine` */
export async function openListed(options: Pick<RuntimeOptions, 'paths' | 'engine'>, signal: AbortSignal) {
  for (const { openClusters } of runtimes.all()) if (openClusters) return openClusters(options, signal)
  throw new LabError({
    code: 'bad-usage',
    title: 'Cannot list clusters',
    message: 'no runtime has clusters that outlive the program that made them.',
  })
}
