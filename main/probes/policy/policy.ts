import type { KubernetesApi } from '../../clusters/cluster.ts'
import { defineProbe, type ProbeContext } from '../probe.ts'
import { fromLastRecord, onceAtCluster } from '../whole-cluster.ts'
import { apiCases, clusterWideObjects } from './cases/api.ts'
import { inSuiteOrder, type FixtureAddresses, type PolicyCaseSpec } from './cases/case.ts'
import { dynamicCases } from './cases/dynamic.ts'
import { ipv6Case } from './cases/ipv6.ts'
import { informationalCases } from './cases/informational.ts'
import { standardCases } from './cases/standard.ts'
import { clearAll } from './clear.ts'
import { makeFixtures, type Fixture } from './fixture.ts'
import { derivePolicy } from './derive.ts'
import { policyScore } from './score.ts'
import { enforcementCell, policyVerdicts, policyView } from './view.ts'
import { notReady, undoing } from './failure.ts'
import { inLane, placesOf, sceneOf } from './lanes.ts'
import { policyRecordSchema, type PolicyRecord } from './record.ts'
import { runSuite, type Lane } from './run-suite.ts'

const clearTimeoutMs = 90_000

/** Which of the cluster's NetworkPolicies are enforced, how exactly and how fast: each case is checked with its policies and without. */
export const policy = defineProbe({
  id: 'policy',
  title: 'Checking network policies',
  question: 'Are NetworkPolicies enforced?',
  ...onceAtCluster,
  needs: ['kubernetes'],
  takesPolicies: true,
  yields: 'verdicts',
  record: policyRecordSchema,
  typicalMs: () => 90_000,
  run: inspect,
  section: 'Policy',
  derive: fromLastRecord(derivePolicy),
  verdicts: policyVerdicts,
  overview: [{ title: 'NetworkPolicy', of: enforcementCell }],
  scorecard: [{ from: 'facts', title: 'NetworkPolicy', better: 'higher', of: policyScore }],
  view: policyView,
})

async function inspect(context: ProbeContext): Promise<PolicyRecord> {
  const { cluster, signal, log } = context
  const { kubernetes } = cluster
  if (!kubernetes) throw notReady('There is no Kubernetes here.')
  const clusterWide = await clusterWideObjects(kubernetes, signal)
  if ((await clearAll(kubernetes, clusterWide, signal)) !== 'gone')
    throw notReady('Namespaces of an earlier check do not go away.')
  await using stack = new AsyncDisposableStack()
  // Also after cancelling, which must not leave policies behind.
  const clear = async (within: AbortSignal) => {
    if ((await clearAll(kubernetes, clusterWide, within)) !== 'gone')
      log('Namespaces of the policy check are still being deleted.')
  }
  const left = 'What the policy check made could not be removed'
  stack.defer(() => undoing(clear, { timeoutMs: clearTimeoutMs, log, left }))
  const fixtures = await makeFixtures(cluster, kubernetes, signal)
  return await runSuite(await lanesOf(fixtures, kubernetes, signal), { context, kubernetes })
}

/** Each case in its lane. */
async function lanesOf(
  fixtures: readonly Fixture[],
  kubernetes: KubernetesApi,
  signal: AbortSignal,
): Promise<readonly Lane[]> {
  const [first] = fixtures
  const own = first ? await apiCases(sceneOf(addressesOf(first), first.names), kubernetes, signal) : []
  const suites = fixtures.map((fixture, index) => ({
    fixture,
    all: [...builtInCases(sceneOf(addressesOf(fixture), fixture.names)), ...(index === 0 ? own : [])],
  }))
  const places = placesOf(suites[0]?.all ?? [], fixtures.length)
  return suites.map(({ fixture, all }, index) => ({
    fixture,
    specs: all
      .filter(({ id }) => places.get(id) === index)
      .toSorted(inSuiteOrder)
      .map((spec) => inLane(spec, fixture.names)),
  }))
}

const builtInCases = (addresses: FixtureAddresses): readonly PolicyCaseSpec[] => [
  ...standardCases(addresses),
  ...dynamicCases,
  ...informationalCases(addresses),
  ipv6Case(addresses),
]

const addressesOf = (fixture: Fixture): FixtureAddresses => ({ ...fixture, outside: fixture.outside.address })
