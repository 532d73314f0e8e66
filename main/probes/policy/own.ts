import { LabError } from '../../system/errors.ts'
import type { PolicyCaseSpec } from './cases/case.ts'
import { evaluate } from './evaluator/evaluate.ts'
import { parseNetworkPolicies } from './evaluator/network-policy.ts'
import { ownWorld, type OwnWorld } from './evaluator/own-world.ts'
import type { World, WorldPod } from './evaluator/world.ts'
import { namespaceManifest, podManifest, type FixturePod } from './fixture-manifests.ts'
import { waitForPods, type Fixture } from './fixture.ts'
import { lookAtGate } from './gate.ts'
import type { Attempt, RecordedCase, RecordedStep } from './record.ts'
import { runCase, type Suite } from './run-case.ts'

const mostAttempts = 120
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
  const world = await makeWorld(own, suite)
  const fixture = ownFixture(suite.fixture, world)
  const { attempts, told } = attemptsIn(own, world)
  const spec: PolicyCaseSpec = { ...named, run: 'looks', steps: [{ policies: own.policies, attempts }] }
  const { baseline } = await lookAtGate([spec], { context: suite.context, fixture })
  const ran = await runCase(spec, { ...suite, fixture, baseline })
  const reason = [ran.reason, ...own.told, ...told].filter(Boolean).join(' ')
  const recorded = structuredClone(world) as NonNullable<RecordedStep['world']>
  return { ...ran, ...(reason !== '' && { reason }), steps: ran.steps.map((step) => ({ ...step, world: recorded })) }
}

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

const nameOf = ({ namespace, name }: WorldPod) => `${namespace}/${name}`

const ownFixture = (fixture: Fixture, world: World): Fixture => ({
  ...fixture,
  world,
  places: {
    ...fixture.places,
    dial: ({ to, protocol, port }) => ({
      how: protocol,
      address: world.pods.find((pod) => nameOf(pod) === to)?.address ?? '',
      port,
    }),
  },
})

/** Every Pod to every other by every port; where that is too much, those first that policies speak of. */
function attemptsIn({ policies, ports }: OwnWorld, world: World) {
  const all = world.pods.flatMap((from) =>
    world.pods
      .filter((to) => to !== from)
      .flatMap((to) =>
        ports.map(({ protocol, port }) => {
          const flow = { from: { kind: 'pod', pod: from }, to: { kind: 'pod', pod: to }, protocol, port } as const
          const attempt: Attempt = { from: nameOf(from), to: nameOf(to), protocol, port, via: 'address' }
          return { attempt, isDecided: evaluate(policies, world, flow).basis !== 'no-policy' }
        }),
      ),
  )
  const chosen = [...all.filter(({ isDecided }) => isDecided), ...all.filter(({ isDecided }) => !isDecided)]
  const left = all.length - mostAttempts
  return {
    attempts: chosen.slice(0, mostAttempts).map(({ attempt }) => attempt),
    told: left > 0 ? [`${String(left)} of ${String(all.length)} possible tries are left out.`] : [],
  }
}
