import type { Check, Outcome } from '../../../clusters/check.ts'
import { runtimes } from '../../../clusters/index.ts'
import { Registry } from '../../../system/registry.ts'
import { cpuGovernor } from './cpu-governor.ts'
import { power } from './power.ts'

/** What concerns every runtime; what one alone needs is in its own folder. */
export const commonChecks = new Registry<Check>('check', [cpuGovernor, power])

/** A check with the runtimes that need what it asks for. */
export type NeededCheck = Check & { readonly neededFor: readonly string[] }

export type CheckResult = Outcome & Pick<NeededCheck, 'id' | 'title' | 'neededFor'>

/** Every check, in the order in which they are shown. */
export async function allChecks(): Promise<readonly NeededCheck[]> {
  const own = runtimes.all().map(async (runtime) => {
    const checks = await runtime.checks()
    return checks.map((each) => ({ ...each, neededFor: [runtime.id] }))
  })
  const common = commonChecks.all().map((each) => ({ ...each, neededFor: runtimes.ids }))
  return [...(await Promise.all(own)).flat(), ...common]
}
