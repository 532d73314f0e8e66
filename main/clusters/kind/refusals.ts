import { variantsOf } from '../../cnis/index.ts'
import { LabError } from '../../system/errors.ts'
import { clustersFolder } from '../../system/paths.ts'
import type { Machine } from '../machine.ts'
import type { RefusalPlan, Refusals } from '../runtime.ts'
import { ClusterFiles } from './cluster-files.ts'
import { dualStackRefusal } from './dual-stack.ts'
import { imageIdOf } from './images.ts'
import { kindPlan, machineRefusal, variantRefusals } from './preflight.ts'

/** What this machine, and the kernel that containers run on, say to these variants, and to those that were not asked for. */
export async function kindRefusals(
  { variants, ipFamily, paths }: RefusalPlan,
  { catalog, engine: findEngine, kernel }: Machine,
  signal: AbortSignal,
): Promise<Refusals> {
  try {
    const engine = await findEngine()
    const { node } = catalog
    const files = new ClusterFiles(clustersFolder(paths))
    const plan = await kindPlan(engine, variants, { node, files, ipFamily }, signal)
    const room = await machineRefusal(engine, plan)
    // The kernel is asked in a container of the node image, which is downloaded only for a run.
    const image = await imageIdOf(engine, node.image, signal)
    if (image === undefined) return { whole: room }
    const answer = await kernel.of(engine, image, signal)
    const whole = room ?? (ipFamily === 'dual' ? await dualStackRefusal(engine, answer, signal) : undefined)
    return { whole, byVariant: variantRefusals(variantsOf('kind'), answer.lacking) }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof LabError) return { whole: error }
    throw error
  }
}
