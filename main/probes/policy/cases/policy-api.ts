import type { KubernetesApi, Manifest } from '../../../clusters/cluster.ts'
import type { Attempt } from '../record.ts'
import { connect, type CaseStep, type FixtureAddresses, type PolicyCaseSpec } from './case.ts'

/** An API of policies beyond NetworkPolicy, and what is tried of it. */
export interface PolicyApi {
  /** Where the API server lists its kinds, and one of these. */
  readonly path: string
  readonly kind: string
  /** Said where it is not there. */
  readonly absent: string
  readonly cases: (scene: FixtureAddresses) => readonly ApiCase[]
}

interface ApiCase extends Pick<PolicyCaseSpec, 'id' | 'title' | 'layer' | 'steps'> {
  /** Why it cannot be tried although its API is there; nothing where it can. */
  readonly missing?: (kubernetes: KubernetesApi, signal: AbortSignal) => Promise<string | undefined>
}

/** Attempts of which the documentation of an API says what must become. */
const declaring =
  (declared: 'allowed' | 'denied') =>
  (...of: Parameters<typeof connect>): readonly Attempt[] =>
    connect(...of).map((attempt) => ({ ...attempt, declared }))

export const allowed = declaring('allowed')
export const denied = declaring('denied')

/** Objects of that API alone, in force. */
export const documented = (objects: readonly Manifest[], attempts: readonly Attempt[], title?: string): CaseStep => ({
  ...{ title, policies: [], objects, attempts },
})
