import { isIP } from 'node:net'
import type { Pod } from '../../../clusters/cluster.ts'
import { LabError } from '../../../system/errors.ts'
import type { PolicyCaseSpec } from '../cases/case.ts'
import { parseNetworkPolicies } from '../../../policy-model/network-policy.ts'
import { userAddresses } from './user-addresses.ts'
import { userFixture, type UserFixture } from './user-fixture.ts'
import type { ClusterModel } from '../../../policy-model/cluster-model.ts'
import { namespaceManifest, podManifest, type FixturePod } from '../fixture-manifests.ts'
import { waitForPods, type Fixture } from '../fixture.ts'
import { checkBaseline } from '../check-baseline.ts'
import { userAttempts } from './user-attempts.ts'
import { startUserOutside } from './user-outside.ts'
import type { RecordedCase } from '../record.ts'
import { runCase, type Suite } from '../run-case.ts'

const named = { id: 'user', title: 'Your user policies', kind: 'user' } as const

/** Policies that a person brought, all at once, in namespaces and Pods made for them. What is wrong with them is told in the case. */
export async function runUserPolicies(yaml: string, suite: Omit<Suite, 'baseline'>): Promise<RecordedCase> {
  try {
    return await checkUserPolicies(userFixture(parseNetworkPolicies(yaml)), suite)
  } catch (error) {
    suite.context.signal.throwIfAborted()
    if (!(error instanceof LabError)) throw error
    return { ...named, state: 'failed', reason: error.details.message, steps: [] }
  }
}

async function checkUserPolicies(user: UserFixture, suite: Omit<Suite, 'baseline'>): Promise<RecordedCase> {
  const { context, fixture: standard } = suite
  const model = await makeModel(user, suite)
  const { addresses, notes: ofAddresses } = userAddresses(user.policies, {
    outside: standard.outside.address,
    cluster: rangesOf(model, standard),
  })
  await using beyond = await startUserOutside(context, { addresses, ports: user.ports, model })
  const fixture = fixtureOfUser(standard, model, beyond.outside)
  const { attempts, notes } = userAttempts(user, model, [beyond.outside.address, ...addresses])
  const spec: PolicyCaseSpec = { ...named, run: 'observe', steps: [{ policies: user.policies, attempts }] }
  const { answers: baseline } = await checkBaseline([spec], { context, fixture })
  const ran = await runCase(spec, { ...suite, fixture, baseline })
  const reason = [ran.reason, ...user.notes, ...ofAddresses, ...notes].filter(Boolean).join(' ')
  return { ...ran, ...(reason !== '' && { reason }), steps: ran.steps.map((step) => ({ ...step, model })) }
}

/** The ranges, of 65,536 addresses each, in which nodes, Pods and the standard Pods have theirs: an address there may be somebody's. */
const rangesOf = ({ nodes, pods }: ClusterModel, { model }: Fixture) => [
  ...new Set([...nodes, ...pods, ...model.pods].map(({ address }) => address.replace(/\d+\.\d+$/, '0.0/16'))),
]

async function makeModel(
  user: UserFixture,
  { kubernetes, fixture, context }: Omit<Suite, 'baseline'>,
): Promise<ClusterModel> {
  const { signal } = context
  const nodes = [...new Set(fixture.pods.map(({ node }) => node))]
  const pods: readonly FixturePod[] = user.pods.map((pod, index) => ({
    ...pod,
    ...{ node: nodes[index % nodes.length] ?? '', hostNetwork: false },
  }))
  await kubernetes.apply(
    user.namespaces.map(({ name, labels }) => namespaceManifest(name, labels)),
    signal,
  )
  await kubernetes.apply(
    pods.map((pod) => podManifest(pod, fixture.image, { ports: user.ports })),
    signal,
  )
  const running = await waitForPods(kubernetes, pods, signal)
  return {
    namespaces: user.namespaces,
    pods: running.map((pod) => ({ ...pod, ports: user.ports })),
    nodes: fixture.model.nodes,
  }
}

const fixtureOfUser = (fixture: Fixture, model: ClusterModel, outside: Pod): Fixture => ({
  ...fixture,
  ...{ model, outside },
  dialer: {
    exec: (from, argv, options) =>
      isIP(from) === 0 ? fixture.dialer.exec(from, argv, options) : outside.exec(argv, options),
    dial: ({ from, to, protocol, port }) => ({
      how: protocol,
      address: model.pods.find(({ namespace, name }) => `${namespace}/${name}` === to)?.address ?? to,
      port,
      ...(isIP(from) !== 0 && { options: `,bind=${from}` }),
    }),
  },
})
