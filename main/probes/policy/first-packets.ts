import { LabError } from '../../system/errors.ts'
import { poll } from '../../system/poll.ts'
import { recordOf, X, type PolicyCaseSpec } from './cases/case.ts'
import type { PodExecResult } from '../../clusters/cluster.ts'
import { podManifest, type FixturePod } from './fixture-manifests.ts'
import { firstAttemptsArguments, parseFirstAttempts } from './first-attempts.ts'
import { waitForPods } from './fixture.ts'
import { keyOf, type RecordedCase, type RecordedStep } from './record.ts'
import { manifestsOf, yamlOf } from './in-force.ts'
import { recordedCheck, type Suite } from './run-case.ts'

const logTimeoutMs = 20_000

/**
 * Makes a Pod that tries to reach another from its first moment on: once without a policy, which shows that it can, and once
 * under a policy that has been there before the Pod.
 */
export async function runFirstPackets(spec: PolicyCaseSpec, suite: Suite): Promise<RecordedCase> {
  const { context, kubernetes } = suite
  const steps: RecordedStep[] = []
  try {
    for (const index of spec.steps.keys()) steps.push(await newPodUnder(spec, index, suite))
    const [without] = steps
    const baseline = without?.checks[0]?.observed ?? 'error'
    const judged = steps.map((step) => ({
      ...step,
      checks: step.checks.map((each) => ({ ...each, baseline, after: baseline })),
    }))
    return recordOf(spec, { state: 'checked', steps: judged })
  } catch (error) {
    context.signal.throwIfAborted()
    if (!(error instanceof LabError)) throw error
    return recordOf(spec, { state: 'failed', reason: error.details.message, steps: [] })
  } finally {
    if (!context.signal.aborted) await kubernetes.delete(spec.steps.flatMap(manifestsOf), context.signal)
  }
}

async function newPodUnder({ id, steps }: PolicyCaseSpec, index: number, suite: Suite): Promise<RecordedStep> {
  const { context, kubernetes, fixture } = suite
  const { signal } = context
  const step = steps[index]
  const [attempt] = step?.attempts ?? []
  const node = fixture.model.pods.find(({ namespace }) => namespace === X)?.node ?? ''
  const pod: FixturePod = {
    ...{ namespace: X, name: `new-${String(index)}`, node, hostNetwork: false },
    labels: { pod: 'new' },
  }
  if (!step || !attempt) throw new Error('a case of first packets needs an attempt')
  const argv = firstAttemptsArguments(fixture.dialer.dial(attempt))
  await kubernetes.apply(manifestsOf(step), signal)
  await kubernetes.apply([podManifest(pod, fixture.image, { argv })], signal)
  const [made] = await waitForPods(kubernetes, [pod], signal)
  const { stdout } = await context.record(`case ${id}, ${step.title ?? ''}`, argv, () => logOf(suite, pod))
  await kubernetes.delete([podManifest(pod, fixture.image, { argv })], signal)
  const first = parseFirstAttempts(stdout)
  const from = `${pod.namespace}/${pod.name}`
  const answers = new Map([[keyOf({ ...attempt, from }), first]])
  const model = { ...fixture.model, pods: [...fixture.model.pods, ...(made ? [made] : [])] }
  return {
    ...(step.title !== undefined && { title: step.title }),
    policies: yamlOf(step.policies),
    model,
    checks: [recordedCheck({ ...attempt, from }, answers, answers)],
    rounds: 1,
    stable: true,
  }
}

/** The Pod's log, when it has come to its end. */
async function logOf({ context, kubernetes }: Suite, { namespace, name }: FixturePod): Promise<PodExecResult> {
  let stdout = ''
  const observe = async () => {
    stdout = (await kubernetes.get(`/api/v1/namespaces/${namespace}/pods/${name}/log`, context.signal)) ?? ''
    return stdout.includes('done') || undefined
  }
  await poll(observe, { timeoutMs: logTimeoutMs, pauseMs: 300, signal: context.signal })
  return { stdout, stderr: '', exitCode: 0 }
}
