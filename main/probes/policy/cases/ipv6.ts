import { podNamed } from '../../../policy-model/cluster-model.ts'
import { nameOf, type PolicyCaseSpec, type FixtureAddresses } from './case.ts'
import { standardCases } from './standard.ts'

const repeated: readonly string[] = ['1', '4', '9', '14']

/** What holds over IPv4 must hold over IPv6, where Pods have both. */
export function ipv6Case(scene: FixtureAddresses): PolicyCaseSpec {
  const { model, outside6 } = scene
  const about = { id: '28', title: 'Cases 1, 4, 9 and 14 over IPv6', kind: 'standard' } as const
  if (outside6 === undefined || podNamed(model.pods, nameOf('xa'))?.address6 === undefined)
    return { ...about, notApplicable: 'Pods or the host outside have no IPv6 address here.', steps: [] }
  const steps = standardCases({ ...scene, outside: outside6 })
    .filter(({ id }) => repeated.includes(id))
    .flatMap(({ id, steps: [step] }) => (step ? [{ ...step, title: `as case ${id}` }] : []))
  return {
    ...about,
    steps: steps.map((step) => ({
      ...step,
      attempts: step.attempts.filter(({ via }) => via === 'address').map((each) => ({ ...each, via: 'ipv6' })),
    })),
  }
}
