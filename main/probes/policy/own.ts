import { isIP } from 'node:net'
import type { Pod } from '../../clusters/cluster.ts'
import { LabError } from '../../system/errors.ts'
import type { PolicyCaseSpec } from './cases/case.ts'
import { parseNetworkPolicies } from './evaluator/network-policy.ts'
import { ownAddresses } from './evaluator/own-addresses.ts'
import { ownWorld, type OwnWorld } from './evaluator/own-world.ts'
import type { World } from './evaluator/world.ts'
import { namespaceManifest, podManifest, type FixturePod } from './fixture-manifests.ts'
import { waitForPods, type Fixture } from './fixture.ts'
import { lookAtGate } from './gate.ts'
import { ownAttempts } from './own-attempts.ts'
import { startOwnOutside } from './own-outside.ts'
import type { RecordedCase, RecordedStep } from './record.ts'
import { runCase, type Suite } from './run-case.ts'

const named = { id: 'own', title: 'Policies of your own', kind: 'own' } as const

/** Policies that a person brought, all at once, in namespaces and Pods made for them. What is wrong with them is told in the case. */
export async function runOwn(yaml: string, suite: Omit<Suite, 'baseline'>): Promise<RecordedCase> {
  try {
    return await tryOwn(ownWorld(parseNetworkPolicies(yaml)), suite)
  } catch (error) {
    suite.context.signal.throwIfAborted()
    if (!(error instanceof LabError)) throw error
    return { ...named, state: 'failed', reason: error.details.message, steps: [] }
  }
}

async function tryOwn(own: OwnWorld, suite: Omit<Suite, 'baseline'>): Promise<RecordedCase> {
  const { context, fixture: standard } = suite
  const world = await makeWorld(own, suite)
  const { addresses, told: ofAddresses } = ownAddresses(own.policies, {
    outside: standard.outside.address,
    cluster: rangesOf(world, standard),
  })
  await using beyond = await startOwnOutside(context, { addresses, ports: own.ports, world })
  const fixture = ownFixture(standard, world, beyond.outside)
  const { attempts, told } = ownAttempts(own, world, [beyond.outside.address, ...addresses])
  const spec: PolicyCaseSpec = { ...named, run: 'looks', steps: [{ policies: own.policies, attempts }] }
  const { baseline } = await lookAtGate([spec], { context, fixture })
  const ran = await runCase(spec, { ...suite, fixture, baseline })
  const reason = [ran.reason, ...own.told, ...ofAddresses, ...told].filter(Boolean).join(' ')
  const recorded = structuredClone(world) as NonNullable<RecordedStep['world']>
  return { ...ran, ...(reason !== '' && { reason }), steps: ran.steps.map((step) => ({ ...step, world: recorded })) }
}

/** The ranges, of 65,536 addresses each, in which nodes, Pods and the standard Pods have theirs: an address there may be somebody's. */
const rangesOf = ({ nodes, pods }: World, { world }: Fixture) => [
  ...new Set([...nodes, ...pods, ...world.pods].map(({ address }) => address.replace(/\d+\.\d+$/, '0.0/16'))),
]

async function makeWorld(own: OwnWorld, { kubernetes, fixture, context }: Omit<Suite, 'baseline'>): Promise<World> {
  const { signal } = context
  const nodes = [...new Set(fixture.pods.map(({ node }) => node))]
  const pods: readonly FixturePod[] = own.pods.map((pod, index) => ({
    ...pod,
    ...{ node: nodes[index % nodes.length] ?? '', hostNetwork: false },
  }))
  await kubernetes.apply(
    own.namespaces.map(({ name, labels }) => namespaceManifest(name, labels)),
    signal,
  )
  await kubernetes.apply(
    pods.map((pod) => podManifest(pod, fixture.image, { ports: own.ports })),
    signal,
  )
  const running = await waitForPods(kubernetes, pods, signal)
  return {
    namespaces: own.namespaces,
    pods: running.map((pod) => ({ ...pod, ports: own.ports })),
    nodes: fixture.world.nodes,
  }
}

const ownFixture = (fixture: Fixture, world: World, outside: Pod): Fixture => ({
  ...fixture,
  ...{ world, outside },
  places: {
    exec: (from, argv, options) =>
      isIP(from) === 0 ? fixture.places.exec(from, argv, options) : outside.exec(argv, options),
    dial: ({ from, to, protocol, port }) => ({
      how: protocol,
      address: world.pods.find(({ namespace, name }) => `${namespace}/${name}` === to)?.address ?? to,
      port,
      ...(isIP(from) !== 0 && { options: `,bind=${from}` }),
    }),
  },
})
