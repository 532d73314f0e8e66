import type { KubernetesApi } from '../../clusters/cluster.ts'
import type { ClusterModel } from '../../policy-model/cluster-model.ts'
import type { ProbeContext } from '../probe.ts'
import { recordOf, type CaseStep, type PolicyCaseSpec } from './cases/case.ts'
import { expectationOf } from './expectation.ts'
import { failureOf } from './failure.ts'
import type { Fixture } from './fixture.ts'
import { manifestsOf, mustBeInForce, putInForce, yamlOf } from './in-force.ts'
import { observe } from './observe.ts'
import type { Answer, Answers } from './parse-observation.ts'
import { pollUntilStable, type Polled } from './poll-until-stable.ts'
import {
  distinct,
  keyOf,
  type Attempt,
  type RecordedCase,
  type RecordedCheck,
  type RecordedStep,
  type TookEffect,
} from './record.ts'
import { relabel, relabelledModel } from './relabel.ts'

/** What all cases share. */
export interface Suite {
  readonly context: ProbeContext
  readonly kubernetes: KubernetesApi
  readonly fixture: Fixture
  readonly baseline: Answers
  /** Nothing was ever seen to be enforced: two rounds are enough to see that it stays so. */
  readonly neverEnforced: boolean
  /** Done while a step is in force, after it was observed. */
  readonly whileInForce?: () => Promise<void>
}

export const defaultTimeoutMs = 15_000
/** A CNI may wait before it takes new labels over: Cilium does for seconds (identity-change-grace-period). */
const labelTimeoutMs = 45_000
/** What is not judged need not come out in one way, and is not waited for as long. */
const informationalTimeoutMs = 4_000
/** For each attempt until all is allowed again: what is not may be probed the sooner again, and is not judged by one round. */
const releaseAttemptTimeoutMs = 400
const roundsInARow = 3
const roundsWhenNeverEnforced = 2

/** One case: each of its steps is applied and observed; then the policies go, and all must be as it was before. */
export async function runCase(spec: PolicyCaseSpec, suite: Suite): Promise<RecordedCase> {
  if (spec.notApplicable !== undefined)
    return recordOf(spec, { state: 'not-applicable', reason: spec.notApplicable, steps: [] })
  const steps: RecordedStep[] = []
  let ended: Pick<RecordedCase, 'state' | 'reason'> = { state: 'checked' }
  try {
    for (const step of spec.steps) steps.push(await runStep(spec, step, steps, suite))
  } catch (error) {
    const { code, message } = failureOf(error, suite.context.signal)
    ended = { state: code === 'rejected' ? 'rejected' : 'failed', reason: message }
  }
  const { answers, released } = await release(spec, suite)
  return recordOf(spec, { ...ended, steps: steps.map((step) => withAfter(step, answers)), released })
}

async function runStep(
  { id, kind }: PolicyCaseSpec,
  step: CaseStep,
  before: readonly RecordedStep[],
  suite: Suite,
): Promise<RecordedStep> {
  const { context, kubernetes, fixture } = suite
  const { signal } = context
  const model = relabelledModel(fixture.model, step.relabel)
  let changedAtMs = await putInForce(step, [...fixture.names.values()], kubernetes, signal)
  if (step.relabel) {
    await relabel(step.relabel, fixture, kubernetes, signal)
    changedAtMs = performance.now()
  }
  const part = `case ${id}${before.length > 0 ? `, step ${String(before.length + 1)}` : ''}`
  const polled = await pollUntilStable(
    (count) => observe(context, fixture.dialer, `${part}, round ${String(count)}`, step.attempts),
    step.attempts,
    isExpected(step, model, suite),
    {
      timeoutMs: step.relabel ? labelTimeoutMs : kind === 'informational' ? informationalTimeoutMs : defaultTimeoutMs,
      rounds: roundsInARow,
      ...(suite.neverEnforced && { atMost: roundsWhenNeverEnforced }),
      signal,
    },
  )
  await suite.whileInForce?.()
  await mustBeInForce(step, kubernetes, signal)
  return {
    ...{ title: step.title, policies: yamlOf(step.policies), objects: step.objects && yamlOf(step.objects) },
    ...(model !== fixture.model && { model }),
    checks: step.attempts.map((attempt) => recordedCheck(attempt, suite.baseline, polled.answers)),
    ...{ rounds: polled.rounds, stable: polled.stable, enforced: tookEffect(polled, changedAtMs) },
  }
}

/** Undefined where it never came out as expected. A round may begin before the API server's answer has arrived here. */
function tookEffect({ lastWrongAtMs, firstRightAtMs }: Polled, changedAtMs: number): TookEffect | undefined {
  if (firstRightAtMs === undefined) return undefined
  const since = (atMs: number) => Math.max(0, Math.round(atMs - changedAtMs))
  return {
    lastWrongMs: lastWrongAtMs === undefined ? undefined : since(lastWrongAtMs),
    firstRightMs: since(firstRightAtMs),
  }
}

function isExpected({ policies, objects = [] }: CaseStep, model: ClusterModel, { fixture, baseline }: Suite) {
  const conditions = {
    ...{ policies, model, outside: fixture.outside.address, outside6: fixture.outside6 },
    objects: objects.map(({ metadata }) => metadata.name),
  }
  return (attempt: Attempt, { connectivity }: Answer): boolean => {
    if (baseline.get(keyOf(attempt))?.connectivity !== 'allowed') return true
    switch (expectationOf(attempt, conditions).verdict) {
      case 'allowed':
        return connectivity === 'allowed'
      case 'denied':
        return connectivity === 'dropped' || connectivity === 'refused'
      case 'undefined':
        return true
    }
  }
}

export function recordedCheck(attempt: Attempt, baseline: Answers, answers: Answers): RecordedCheck {
  const answer = answers.get(keyOf(attempt))
  return {
    ...attempt,
    baseline: baseline.get(keyOf(attempt))?.connectivity ?? 'error',
    observed: answer?.connectivity ?? 'error',
    note: answer?.note ?? (answer?.seenAs === undefined ? undefined : `seen as ${answer.seenAs}`),
  }
}

/** Takes everything of a case away, and probes until what was allowed before is allowed again. */
async function release(
  { id, steps }: PolicyCaseSpec,
  { context, kubernetes, fixture, baseline }: Suite,
): Promise<{ readonly answers: Answers; readonly released: TookEffect | undefined }> {
  const { signal } = context
  await kubernetes.delete(steps.flatMap(manifestsOf), signal)
  const deletedAtMs = performance.now()
  for (const step of steps) if (step.relabel) await relabel({ of: step.relabel.of }, fixture, kubernetes, signal)
  const attempts = distinct(steps.flatMap((step) => step.attempts))
  const part = (count: number) => `case ${id}, without policies, round ${String(count)}`
  const polled = await pollUntilStable(
    (count) => observe(context, fixture.dialer, part(count), attempts, releaseAttemptTimeoutMs),
    attempts,
    (attempt, { connectivity }) =>
      connectivity === 'allowed' || baseline.get(keyOf(attempt))?.connectivity !== 'allowed',
    { timeoutMs: defaultTimeoutMs, rounds: 1, signal },
  )
  return { answers: polled.answers, released: tookEffect(polled, deletedAtMs) }
}

const withAfter = (step: RecordedStep, answers: Answers): RecordedStep => ({
  ...step,
  checks: step.checks.map((each) => ({ ...each, after: answers.get(keyOf(each))?.connectivity })),
})
