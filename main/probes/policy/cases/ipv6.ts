import type { Attempt } from '../record.ts'
import { notApplicable, xa, type CaseStep, type PolicyCaseSpec, type FixtureAddresses } from './case.ts'
import { standardCases } from './standard.ts'

const [id, title] = ['28', 'Cases 1, 4, 9 and 14 over IPv6'] as const
const repeated: readonly string[] = ['1', '4', '9', '14']

/** What holds over IPv4 must hold over IPv6, where Pods have both. */
export function ipv6Case(scene: FixtureAddresses): PolicyCaseSpec {
  const { model, outside6 } = scene
  const isDual = model.pods.some(({ namespace, name, address6 }) => `${namespace}/${name}` === xa && address6)
  if (!isDual || outside6 === undefined)
    return notApplicable(id, title, 'Pods or the host outside have no IPv6 address here.', 'standard')
  const steps = standardCases({ ...scene, outside: outside6 })
    .filter((each) => repeated.includes(each.id))
    .flatMap((each) => each.steps.map((step) => overIpv6(step, `as case ${each.id}`)))
  return { id, title, kind: 'standard', run: 'observe', steps }
}

const overIpv6 = ({ policies, attempts }: CaseStep, as: string): CaseStep => ({
  title: as,
  policies,
  attempts: attempts.filter(({ via }) => via === 'address').map((attempt): Attempt => ({ ...attempt, via: 'ipv6' })),
})
