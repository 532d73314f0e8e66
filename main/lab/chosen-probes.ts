import { runtimes } from '../clusters/index.ts'
import { hasAll, type Capability } from '../experiment/capability.ts'
import type { ExperimentSpec } from '../experiment/spec.ts'
import { probes } from '../probes/index.ts'
import { parseNetworkPolicies } from '../policy-model/network-policy.ts'
import type { Probe } from '../probes/probe.ts'
import { LabError } from '../system/errors.ts'

/**
 * What is to be read, in the order in which it is done; what the runtime has not got what it needs for is left out.
 * @throws LabError `unknown-name`; `bad-usage` where nothing of it can be done on the runtime, or where the policies are not to be read
 */
export function chosenProbes({
  runtime,
  probes: ids,
  userPolicies,
}: Pick<ExperimentSpec, 'runtime' | 'probes' | 'userPolicies'>): readonly Probe[] {
  const possible = possibleProbes(ids, runtimes.get(runtime).provides)
  if (possible.length === 0) throw nothingPossible(runtime, ids)
  if (userPolicies !== undefined) parseNetworkPolicies(userPolicies)
  return possible
}

/** Those of these names that a runtime has what they need for. @throws LabError `unknown-name` */
export function possibleProbes(ids: readonly string[], provides: readonly Capability[]): readonly Probe[] {
  const named = ids.map((id) => probes.get(id))
  return probes.all().filter((probe) => named.includes(probe) && hasAll(provides, probe.needs))
}

const nothingPossible = (runtime: string, ids: readonly string[]) =>
  new LabError({
    code: 'bad-usage',
    title: 'Cannot make an experiment',
    message: ids.length === 0 ? 'no probe is chosen.' : `${ids.join(', ')} cannot be done on ${runtime}.`,
    hint: 'cnilab list probes shows what there is to measure; what needs Kubernetes needs a runtime that has it.',
  })
