import { poll } from '../../system/poll.ts'
import { fullName } from '../../policy-model/cluster-model.ts'
import { recordOf, type CaseStep, type PolicyCaseSpec } from './cases/case.ts'
import type { PodExecResult } from '../../clusters/cluster.ts'
import { failureOf } from './failure.ts'
import { podManifest, type FixturePod } from './fixture-manifests.ts'
import { waitForPods } from './pods.ts'
import { manifestsOf, yamlOf } from './in-force.ts'
import type { Answer } from './parse-observation.ts'
import { keyOf, type RecordedCase, type RecordedStep } from './record.ts'
import { recordedCheck, type Suite } from './run-case.ts'
import { greeting } from './serve-script.ts'

const logTimeoutMs = 20_000

/**
 * Makes a Pod that tries to reach another from its first moment on: once without a policy, which shows that it can, and once
 * under a policy that has been there before the Pod.
 */
export async function runFirstPackets(spec: PolicyCaseSpec, suite: Suite): Promise<RecordedCase> {
  const { context, kubernetes } = suite
  const steps: RecordedStep[] = []
  try {
    for (const [index, step] of spec.steps.entries()) steps.push(await newPodUnder(spec, step, index, suite))
    const baseline = steps[0]?.checks[0]?.observed ?? 'error'
    const judged = steps.map((step) => ({
      ...step,
      checks: step.checks.map((each) => ({ ...each, baseline, after: baseline })),
    }))
    return recordOf(spec, { state: 'checked', steps: judged })
  } catch (error) {
    return recordOf(spec, { state: 'failed', reason: failureOf(error, context.signal).message, steps: [] })
  } finally {
    if (!context.signal.aborted) await kubernetes.delete(spec.steps.flatMap(manifestsOf), context.signal)
  }
}

async function newPodUnder({ id }: PolicyCaseSpec, step: CaseStep, index: number, suite: Suite): Promise<RecordedStep> {
  const { context, kubernetes, fixture } = suite
  const { signal } = context
  const [attempt] = step.attempts
  if (!attempt) throw new Error('a case of first packets needs an attempt')
  const [namespace = ''] = attempt.from.split('/')
  const node = fixture.model.pods.find((each) => each.namespace === namespace)?.node ?? ''
  const pod = { namespace, name: `new-${String(index)}`, node, hostNetwork: false, labels: { pod: 'new' } }
  const { address, port } = fixture.dialer.dial(attempt)
  const argv = ['sh', '-c', script, 'first', address, String(port)]
  const manifest = podManifest(pod, fixture.image, { argv })
  await kubernetes.apply(manifestsOf(step), signal)
  await kubernetes.apply([manifest], signal)
  const made = await waitForPods(kubernetes, [pod], signal)
  const { stdout } = await context.record(`case ${id}, ${step.title ?? ''}`, argv, () => logOf(suite, pod))
  await kubernetes.delete([manifest], signal)
  const dialled = { ...attempt, from: fullName(pod) }
  const answers = new Map([[keyOf(dialled), parseFirstAttempts(stdout)]])
  return {
    ...{ title: step.title, policies: yamlOf(step.policies) },
    model: { ...fixture.model, pods: [...fixture.model.pods, ...made] },
    checks: [recordedCheck(dialled, answers, answers)],
    ...{ rounds: 1, stable: true },
  }
}

/** The Pod's log, when it has come to its end. */
async function logOf(
  { context, kubernetes }: Suite,
  { namespace, name }: Pick<FixturePod, 'namespace' | 'name'>,
): Promise<PodExecResult> {
  let stdout = ''
  const observe = async () => {
    stdout = (await kubernetes.get(`/api/v1/namespaces/${namespace}/pods/${name}/log`, context.signal)) ?? ''
    return stdout.includes('done') || undefined
  }
  await poll(observe, { timeoutMs: logTimeoutMs, pauseMs: 300, signal: context.signal })
  return { stdout, stderr: '', exitCode: 0 }
}

const count = 12

/** Tries one TCP target again and again from the Pod's first moment on, half a second each at most; then stays. */
const script = `n=0
while [ $n -lt ${String(count)} ]; do
  said=$(timeout -s KILL 2 socat -T0.5 -u "TCP4:$1:$2,connect-timeout=0.5" STDOUT 2>&1)
  case $said in *${greeting}*) echo "$n allowed" ;; *) echo "$n denied" ;; esac
  n=$((n+1))
done
echo done
exec sleep 2147483647`

/** Allowed where a single one of the attempts got through; nothing is said of a series that is not complete. */
export function parseFirstAttempts(log: string): Answer {
  const attempts = [...log.matchAll(/^(\d+) (allowed|denied)$/gm)].map(([, , is]) => is)
  const allowed = attempts.filter((is) => is === 'allowed').length
  if (attempts.length !== count || !/^done$/m.test(log))
    return { connectivity: 'error', note: `${String(attempts.length)} of ${String(count)} attempts were recorded` }
  return {
    connectivity: allowed > 0 ? 'allowed' : 'dropped',
    note: `${String(allowed)} of the first ${String(count)} attempts got through`,
  }
}
