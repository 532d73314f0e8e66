import { stringify } from 'yaml'
import type { KubernetesApi, Manifest } from '../../clusters/cluster.ts'
import { LabError } from '../../system/errors.ts'
import type { ProbeContext } from '../probe.ts'
import { namespaces, type CaseStep, type PolicyCaseSpec } from './cases/case.ts'
import { policiesIn } from './clear.ts'
import type { NetworkPolicy } from './evaluator/network-policy.ts'
import type { World } from './evaluator/world.ts'
import { expectationOf } from './expectation.ts'
import type { Fixture } from './fixture.ts'
import { look } from './look.ts'
import type { Answer } from './parse-look.ts'
import { keyOf, type Attempt, type RecordedCase, type RecordedStep, type RecordedTry } from './record.ts'
import { relabel, relabelledWorld } from './relabel.ts'
import { settle, type Settled } from './settle.ts'

/** What all cases share. */
export interface Suite {
  readonly context: ProbeContext
  readonly kubernetes: KubernetesApi
  readonly fixture: Fixture
  readonly baseline: ReadonlyMap<string, Answer>
  /** Nothing was ever seen to be enforced: two looks more are enough to see that it stays so. */
  readonly isIdle: boolean
  /** Done while a step is in force, after it was looked at. */
  readonly whileInForce?: () => Promise<void>
}

export const patienceMs = 15_000
/** A CNI may wait before it takes new labels over: Cilium does for seconds (identity-change-grace-period). */
const labelPatienceMs = 45_000
/** What is not judged need not come out in one way, and is not waited for as long. */
const shownPatienceMs = 4_000
/** Until all is open again: what is not may be looked at the sooner again, and is not judged by one look. */
const releasePatienceMs = 400
const looksInARow = 3
const looksOfIdle = 3

/** One case: each of its steps is applied and looked at; then the policies go, and all must be as it was before. */
export async function runCase(spec: PolicyCaseSpec, suite: Suite): Promise<RecordedCase> {
  const { id, title, kind } = spec
  if (spec.notApplicable !== undefined)
    return { id, title, kind, state: 'not-applicable', reason: spec.notApplicable, steps: [] }
  const steps: RecordedStep[] = []
  let ended: Pick<RecordedCase, 'state' | 'reason'> = { state: 'tried' }
  try {
    for (const step of spec.steps) steps.push(await runStep(spec, step, steps, suite))
  } catch (error) {
    suite.context.signal.throwIfAborted()
    if (!(error instanceof LabError)) throw error
    ended = {
      state: error.details.title.startsWith('Cannot apply') ? 'refused' : 'failed',
      reason: error.details.message,
    }
  }
  const released = await release(spec, suite)
  return {
    id,
    title,
    kind,
    ...ended,
    steps: steps.map((step) => withAfter(step, released.answers)),
    ...timeOf(released),
  }
}

const timeOf = ({ releaseMs }: { readonly releaseMs?: number }) => (releaseMs === undefined ? {} : { releaseMs })

async function runStep(
  { id, kind }: PolicyCaseSpec,
  step: CaseStep,
  before: readonly RecordedStep[],
  suite: Suite,
): Promise<RecordedStep> {
  const { context, kubernetes, fixture } = suite
  const { signal } = context
  const world = relabelledWorld(fixture.world, step.relabel)
  await put(step, kubernetes, signal)
  if (step.relabel) await relabel(step.relabel, fixture, kubernetes, signal)
  const appliedAtMs = Date.now()
  const part = `case ${id}${before.length > 0 ? `, step ${String(before.length + 1)}` : ''}`
  const settled = await settle(
    (count) => look(context, fixture.places, `${part}, look ${String(count)}`, step.attempts),
    step.attempts,
    isExpected(step, world, suite),
    {
      deadlineMs: step.relabel ? labelPatienceMs : kind === 'shown' ? shownPatienceMs : patienceMs,
      looks: looksInARow,
      ...(suite.isIdle && { atMost: looksOfIdle }),
      signal,
    },
  )
  await suite.whileInForce?.()
  await mustBeThere(step.policies, kubernetes, signal)
  return recordedStep(step, settled, suite, { world, appliedAtMs })
}

/** The policies of a step and no others: those of the step before are changed or deleted. */
async function put(step: CaseStep, kubernetes: KubernetesApi, signal: AbortSignal): Promise<void> {
  const objects = manifestsOf(step)
  await kubernetes.apply(objects, signal)
  await kubernetes.delete(leftOf(await policiesOfAll(kubernetes, signal), step.policies), signal)
}

const policiesOfAll = async (kubernetes: KubernetesApi, signal: AbortSignal) =>
  (await Promise.all(namespaces.map((name) => policiesIn(kubernetes, name, signal)))).flat()

const leftOf = (there: readonly Manifest[], wanted: readonly NetworkPolicy[]) =>
  there.filter(({ metadata }) => !wanted.some((each) => nameOf(each) === nameOf({ metadata })))

/** That nothing is blocked says something only of policies that are there. */
async function mustBeThere(
  policies: readonly NetworkPolicy[],
  kubernetes: KubernetesApi,
  signal: AbortSignal,
): Promise<void> {
  for (const { metadata } of policies) {
    const path = `/apis/networking.k8s.io/v1/namespaces/${metadata.namespace}/networkpolicies/${metadata.name}`
    if ((await kubernetes.get(path, signal)) !== undefined) continue
    throw new LabError({
      code: 'probe-failed',
      title: 'Cannot judge the policies',
      message: `The NetworkPolicy ${metadata.namespace}/${metadata.name} was gone when the tries were done.`,
    })
  }
}

const nameOf = ({ metadata }: { readonly metadata: { readonly namespace?: string; readonly name: string } }) =>
  `${metadata.namespace ?? ''}/${metadata.name}`

/** Everything that a step applies. */
export const manifestsOf = ({ policies, objects = [] }: CaseStep): readonly Manifest[] => [
  ...policies.map((policy) => ({ ...policy })),
  ...objects,
]

function isExpected(step: CaseStep, world: World, { fixture, baseline }: Suite) {
  const circumstances = circumstancesOf(step, world, fixture)
  return (attempt: Attempt, { reach }: Answer): boolean => {
    if (baseline.get(keyOf(attempt))?.reach !== 'open') return true
    switch (expectationOf(attempt, circumstances).verdict) {
      case 'open':
        return reach === 'open'
      case 'blocked':
        return reach === 'dropped' || reach === 'refused'
      case 'undefined':
        return true
    }
  }
}

const circumstancesOf = ({ policies, objects = [] }: CaseStep, world: World, { outside, outside6 }: Fixture) => ({
  ...{ policies, world, outside: outside.address, outside6 },
  objects: objects.map(({ metadata }) => metadata.name),
})

export const yamlOf = (objects: readonly unknown[]) => objects.map((object) => stringify(object)).join('---\n')

function recordedStep(
  step: CaseStep,
  { answers, looks, stable, sinceMs }: Settled,
  suite: Suite,
  { world, appliedAtMs }: { readonly world: World; readonly appliedAtMs: number },
): RecordedStep {
  return {
    ...(step.title !== undefined && { title: step.title }),
    policies: yamlOf(step.policies),
    ...(step.objects && { objects: yamlOf(step.objects) }),
    ...(world !== suite.fixture.world && { world: structuredClone(world) as RecordedStep['world'] }),
    tries: step.attempts.map((attempt) => recordedTry(attempt, suite.baseline, answers)),
    ...{ looks, stable },
    ...(sinceMs !== undefined && { enforceMs: Math.max(0, sinceMs - appliedAtMs) }),
  }
}

export function recordedTry(
  attempt: Attempt,
  baseline: ReadonlyMap<string, Answer>,
  answers: ReadonlyMap<string, Answer>,
): RecordedTry {
  const { declared, ...rest } = attempt
  const answer = answers.get(keyOf(attempt))
  const note = answer?.note ?? (answer?.seenAs === undefined ? undefined : `seen as ${answer.seenAs}`)
  return {
    ...rest,
    ...(declared && { declared }),
    baseline: baseline.get(keyOf(attempt))?.reach ?? 'error',
    observed: answer?.reach ?? 'error',
    ...(note !== undefined && { note }),
  }
}

/** Takes everything of a case away, and looks until what was open before is open again. */
async function release(
  { id, steps }: PolicyCaseSpec,
  { context, kubernetes, fixture, baseline }: Suite,
): Promise<{ readonly answers: ReadonlyMap<string, Answer>; readonly releaseMs?: number }> {
  const { signal } = context
  await kubernetes.delete(steps.flatMap(manifestsOf), signal)
  const deletedAtMs = Date.now()
  for (const step of steps) if (step.relabel) await relabel({ of: step.relabel.of }, fixture, kubernetes, signal)
  const attempts = [...new Map(steps.flatMap((step) => step.attempts).map((each) => [keyOf(each), each])).values()]
  const { answers, sinceMs } = await settle(
    (count) =>
      look(context, fixture.places, `case ${id}, without policies, look ${String(count)}`, attempts, releasePatienceMs),
    attempts,
    (attempt, { reach }) => reach === 'open' || baseline.get(keyOf(attempt))?.reach !== 'open',
    { deadlineMs: patienceMs, looks: 1, signal },
  )
  return { answers, ...(sinceMs !== undefined && { releaseMs: Math.max(0, sinceMs - deletedAtMs) }) }
}

const withAfter = (step: RecordedStep, answers: ReadonlyMap<string, Answer>): RecordedStep => ({
  ...step,
  tries: step.tries.map((each) => {
    const after = answers.get(keyOf(each))
    return after ? { ...each, after: after.reach } : each
  }),
})
