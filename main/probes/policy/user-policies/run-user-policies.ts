import type { ClusterModel } from '../../../policy-model/cluster-model.ts'
import { readNetworkPolicies } from '../../../policy-model/network-policy.ts'
import { checkBaseline } from '../baseline.ts'
import type { PolicyCaseSpec } from '../cases/case.ts'
import { X } from '../cases/policies.ts'
import { dialerOf } from '../dialer.ts'
import { failureOf } from '../failure.ts'
import { startPods } from '../pods.ts'
import type { RecordedCase } from '../record.ts'
import { runCase, type Suite } from '../run-case.ts'
import { userAddresses } from './user-addresses.ts'
import { userAttempts } from './user-attempts.ts'
import { userFixture, type UserFixture } from './user-fixture.ts'
import { startUserOutside } from './user-outside.ts'

const named = { id: 'user', title: 'Your user policies', kind: 'user' } as const

/** Policies that a person brought, all at once, in namespaces and Pods made for them. What is wrong with them is told in the case. */
export async function runUserPolicies(yaml: string, suite: Omit<Suite, 'baseline'>): Promise<RecordedCase> {
  try {
    const { policies, leftOut } = readNetworkPolicies(yaml)
    const user = userFixture(policies)
    return await checkUserPolicies({ ...user, notes: [...besides(leftOut), ...user.notes] }, suite)
  } catch (error) {
    return { ...named, state: 'failed', reason: failureOf(error, suite.context.signal).message, steps: [] }
  }
}

const besides = (leftOut: readonly string[]) =>
  leftOut.length === 0 ? [] : [`Left out, since they are no NetworkPolicies: ${leftOut.join(', ')}.`]

async function checkUserPolicies(user: UserFixture, suite: Omit<Suite, 'baseline'>): Promise<RecordedCase> {
  const { context, kubernetes, fixture: standard } = suite
  const { policies, namespaces, ports } = user
  const nodes = [...new Set(standard.pods.map(({ node }) => node))]
  const wanted = user.pods.map((pod, index) => ({
    ...pod,
    ...{ node: nodes[index % nodes.length] ?? '', hostNetwork: false },
  }))
  const pods = await startPods(kubernetes, { namespaces, pods: wanted, image: standard.image, ports }, context.signal)
  const model: ClusterModel = { namespaces, pods, nodes: standard.model.nodes }
  const { addresses, notes: ofAddresses } = userAddresses(policies, {
    outside: standard.outside.address,
    cluster: rangesOf([...model.nodes, ...pods, ...standard.model.pods]),
  })
  await using beyond = await startUserOutside(context, { addresses, ports, model })
  const { outside } = beyond
  const dialer = await dialerOf(kubernetes, { home: X, model, outside, outside6: undefined }, context.signal)
  const fixture = { ...standard, model, outside, dialer }
  const { attempts, notes } = userAttempts(user, model, [outside.address, ...addresses])
  const spec: PolicyCaseSpec = { ...named, steps: [{ policies, attempts }] }
  const { answers: baseline } = await checkBaseline([spec], { context, fixture })
  const ran = await runCase(spec, { ...suite, fixture, baseline })
  const reason = [ran.reason, ...user.notes, ...ofAddresses, ...notes].filter(Boolean).join(' ')
  return { ...ran, ...(reason !== '' && { reason }), steps: ran.steps.map((step) => ({ ...step, model })) }
}

/** The ranges, of 65,536 addresses each, in which nodes and Pods have theirs: an address there may be somebody's. */
const rangesOf = (taken: readonly { readonly address: string }[]) => [
  ...new Set(taken.map(({ address }) => address.replace(/\d+\.\d+$/, '0.0/16'))),
]
