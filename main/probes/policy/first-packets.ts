import { LabError } from '../../system/errors.ts'
import { poll } from '../poll.ts'
import type { CaseStep, PolicyCaseSpec } from './cases/case.ts'
import type { PodExecResult } from '../../clusters/cluster.ts'
import { X } from './cases/case.ts'
import { podManifest, type FixturePod } from './fixture-manifests.ts'
import { firstTriesArguments, parseFirstTries } from './first-tries.ts'
import { waitForPods } from './fixture.ts'
import type { RecordedCase, RecordedStep } from './record.ts'
import { manifestsOf, recordedTry, yamlOf, type Suite } from './run-case.ts'

const logTimeoutMs = 20_000

/**
 * Makes a Pod that tries to reach another from its first moment on: once without a policy, which shows that it can, and once
 * under a policy that has been there before the Pod.
 */
export async function runFirstPackets(spec: PolicyCaseSpec, suite: Suite): Promise<RecordedCase> {
  const { id, title, kind } = spec
  const { context, kubernetes } = suite
  const steps: RecordedStep[] = []
  try {
    for (const [index, step] of spec.steps.entries()) steps.push(await lateComerUnder(step, index, suite))
    const [without] = steps
    const baseline = without?.tries[0]?.observed ?? 'error'
    const judged = steps.map((step) => ({
      ...step,
      tries: step.tries.map((each) => ({ ...each, baseline, after: baseline })),
    }))
    return { id, title, kind, state: 'tried', steps: judged }
  } catch (error) {
    context.signal.throwIfAborted()
    if (!(error instanceof LabError)) throw error
    return { id, title, kind, state: 'failed', reason: error.details.message, steps: [] }
  } finally {
    if (!context.signal.aborted) await kubernetes.delete(spec.steps.flatMap(manifestsOf), context.signal)
  }
}

async function lateComerUnder(step: CaseStep, index: number, suite: Suite): Promise<RecordedStep> {
  const { context, kubernetes, fixture } = suite
  const { signal } = context
  const [attempt] = step.attempts
  const node = fixture.world.pods.find(({ namespace }) => namespace === X)?.node ?? ''
  const pod: FixturePod = {
    ...{ namespace: X, name: `late-${String(index)}`, node, hostNetwork: false },
    labels: { pod: 'late' },
  }
  if (!attempt) throw new Error('a case of first packets needs an attempt')
  const argv = firstTriesArguments(fixture.places.dial(attempt))
  await kubernetes.apply(manifestsOf(step), signal)
  await kubernetes.apply([podManifest(pod, fixture.image, { argv })], signal)
  const [made] = await waitForPods(kubernetes, [pod], signal)
  const { stdout } = await context.record(`case 23, ${step.title ?? ''}`, argv, () => logOf(suite, pod))
  await kubernetes.delete([podManifest(pod, fixture.image, { argv })], signal)
  const first = parseFirstTries(stdout)
  const from = `${pod.namespace}/${pod.name}`
  const answers = new Map([[[from, attempt.to, attempt.protocol, String(attempt.port), attempt.via].join(' '), first]])
  const world = { ...fixture.world, pods: [...fixture.world.pods, ...(made ? [made] : [])] }
  return {
    ...(step.title !== undefined && { title: step.title }),
    policies: yamlOf(step.policies),
    world: structuredClone(world) as RecordedStep['world'],
    tries: [recordedTry({ ...attempt, from }, answers, answers)],
    looks: 1,
    stable: true,
  }
}

/** The Pod's log, when it has come to its end. */
async function logOf({ context, kubernetes }: Suite, { namespace, name }: FixturePod): Promise<PodExecResult> {
  let stdout = ''
  const look = async () => {
    stdout = (await kubernetes.get(`/api/v1/namespaces/${namespace}/pods/${name}/log`, context.signal)) ?? ''
    return stdout.includes('done') || undefined
  }
  await poll(look, { timeoutMs: logTimeoutMs, pauseMs: 300, signal: context.signal })
  return { stdout, stderr: '', exitCode: 0 }
}
