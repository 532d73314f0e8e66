import { runtimes } from '../clusters/index.ts'
import { findProbes } from '../probes/index.ts'
import type { Inspection } from '../probes/inspection.ts'
import { parseNetworkPolicies } from '../probes/policy/evaluator/network-policy.ts'
import type { Probe } from '../probes/probe.ts'
import { LabError } from '../system/errors.ts'

interface Choice {
  readonly runtime: string
  /** Probes and inspections; an inspection that the runtime cannot do is left out. */
  readonly probes: readonly string[]
  readonly userPolicies?: string | undefined
}

/**
 * What is to be measured and inspected.
 * @throws LabError `unknown-name`; `bad-usage` where nothing of it can be done on the runtime, or where the policies are not to be read
 */
export function chosenProbes({ runtime, probes: ids, userPolicies }: Choice): {
  readonly probes: readonly Probe[]
  readonly inspections: readonly Inspection[]
} {
  const chosen = findProbes(ids)
  const { provides } = runtimes.get(runtime)
  const inspections = chosen.inspections.filter(({ needs }) => !needs || provides.includes(needs))
  if (chosen.probes.length === 0 && inspections.length === 0) throw nothingPossible(runtime, ids)
  if (userPolicies !== undefined) parseNetworkPolicies(userPolicies)
  return { probes: chosen.probes, inspections }
}

const nothingPossible = (runtime: string, ids: readonly string[]) =>
  new LabError({
    code: 'bad-usage',
    title: 'Cannot make an experiment',
    message: ids.length === 0 ? 'no probe is chosen.' : `${ids.join(', ')} cannot be done on ${runtime}.`,
    hint: 'cnilab list probes shows what there is to measure; what needs Kubernetes needs a runtime that has it.',
  })
