import type { PolicyCase, PolicyEvidence } from '../evidence/policy.ts'

/** The case of layer 7. Source of its number: the policy suite; C1 is HTTP by method and path. */
export const layer7Case = ({ cases }: PolicyEvidence): PolicyCase | undefined =>
  cases.find(({ id, kind }) => kind === 'api' && id === 'C1')
