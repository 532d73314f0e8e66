import { defineProbe, type ProbeContext } from '../probe.ts'
import { fromLastRecord, onceAtCluster } from '../whole-cluster.ts'
import { apiCases, clusterWideObjects } from './cases/api.ts'
import { recordOf, type PolicyCaseSpec } from './cases/case.ts'
import { dynamicCases } from './cases/dynamic.ts'
import { ipv6Case } from './cases/ipv6.ts'
import { informationalCases } from './cases/informational.ts'
import { standardCases } from './cases/standard.ts'
import { clearAll } from './clear.ts'
import { runEstablished } from './established.ts'
import { runFirstPackets } from './first-packets.ts'
import { makeFixture } from './fixture.ts'
import { checkBaseline, updatedBaseline } from './baseline.ts'
import { derivePolicy } from './derive.ts'
import { policyScore } from './score.ts'
import { enforcementCell, policyVerdicts, policyView } from './view.ts'
import { notReady, undoing } from './failure.ts'
import { observedDenial, policyRecordSchema, type Established, type PolicyRecord, type RecordedCase } from './record.ts'
import { runUserPolicies } from './user-policies/run-user-policies.ts'
import { runCase, type Suite } from './run-case.ts'

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
  typicalMs: () => 150_000,
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
  const fixture = await makeFixture(cluster, kubernetes, signal)
  const addresses = { ...fixture, outside: fixture.outside.address }
  // `1`, `13b`, `27`, `C1`: numbers first, then letters, each in their order.
  const specs = [
    ...standardCases(addresses),
    ...dynamicCases,
    ...informationalCases(addresses),
    ipv6Case(addresses),
    ...(await apiCases(addresses, kubernetes, signal)),
  ].toSorted(({ id }, other) => id.localeCompare(other.id, 'en', { numeric: true }))
  return await runSuite(specs, { context, kubernetes, fixture })
}

async function runSuite(
  specs: readonly PolicyCaseSpec[],
  parts: Pick<Suite, 'context' | 'kubernetes' | 'fixture'>,
): Promise<PolicyRecord> {
  const baselineCheck = await checkBaseline(specs, parts)
  const cases: RecordedCase[] = []
  let established: Established | undefined
  let baseline = baselineCheck.answers
  for (const spec of specs) {
    if (!baselineCheck.isClean) {
      cases.push(recordOf(spec, { state: 'skipped', steps: [] }))
      continue
    }
    const suite: Suite = { ...parts, baseline, neverEnforced: isNeverEnforced(cases) }
    const ran = await runOne(spec, suite)
    cases.push(ran.case)
    baseline = updatedBaseline(baseline, ran.case)
    established = ran.established ?? established
    parts.context.log(`${spec.id}: ${spec.title}`)
  }
  const { userPolicies } = parts.context
  if (userPolicies !== undefined && baselineCheck.isClean)
    cases.push(await runUserPolicies(userPolicies, { ...parts, neverEnforced: isNeverEnforced(cases) }))
  const { model, outside, outside6 } = parts.fixture
  return {
    ...{ model, outside: outside.address, outside6 },
    ...{ baseline: [...baselineCheck.checks], cases, established },
  }
}

async function runOne(
  spec: PolicyCaseSpec,
  suite: Suite,
): Promise<{ readonly case: RecordedCase; readonly established?: Established }> {
  switch (spec.run) {
    case undefined:
      return { case: await runCase(spec, suite) }
    case 'first-packets':
      return { case: await runFirstPackets(spec, suite) }
    case 'established':
      return runEstablished(spec, suite)
  }
}

/** After two cases in which nothing was denied that was allowed before. */
const isNeverEnforced = (cases: readonly RecordedCase[]) =>
  cases.filter(({ state }) => state === 'checked').length >= 2 && !cases.some(observedDenial)
