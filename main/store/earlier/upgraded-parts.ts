import { z } from 'zod'
import { wholeCluster } from '../../experiment/paths.ts'

const listOf = (json: unknown): readonly unknown[] => z.array(z.unknown()).safeParse(json).data ?? []
const objectOf = (json: unknown): Readonly<Record<string, unknown>> => z.looseObject({}).safeParse(json).data ?? {}

/** Records of before have a person's policies under another name. */
export function upgradedSpec(json: unknown): unknown {
  const { ownPolicies, ...spec } = objectOf(json)
  return ownPolicies === undefined ? json : { ...spec, userPolicies: ownPolicies }
}

const measuring = { repeat: 'each-round', yields: 'scalars' }
const inspecting = {
  ...{ repeat: 'once', yields: 'observations', paths: [wholeCluster], metrics: {} },
  cases: [{ id: 'all', title: 'All' }],
}

/** What measures and what inspects were two lists. */
export const upgradedProbes = (probes: unknown, inspections: unknown): readonly unknown[] => [
  ...listOf(probes).map((probe) => ({ ...measuring, ...objectOf(probe) })),
  ...listOf(inspections).map((inspection) => ({ ...inspecting, ...objectOf(inspection) })),
]

/** Titles of steps from which something is derived, as they were recorded without ids. */
const stepIds: Readonly<Record<string, string>> = { 'Applying the CNI': 'apply-cni', 'Waiting for DNS': 'wait-dns' }

export function upgradedStep(json: unknown): unknown {
  const step = objectOf(json)
  const id = step.id ?? stepIds[String(step.title)]
  return id === undefined ? json : { ...step, id }
}

/** A sample was the one output of one client. */
export const asMeasured = (sample: Readonly<Record<string, unknown>>) => ({ ...sample, part: 'client' })

export const recordOfNumbers = ({ metrics, distributions, cpuLimited }: Readonly<Record<string, unknown>>) => ({
  metrics,
  ...(distributions !== undefined && { distributions }),
  ...(cpuLimited !== undefined && { cpuLimited }),
})
