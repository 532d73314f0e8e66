import { setTimeout as delay } from 'node:timers/promises'
import type { ProbePods } from '../clusters/cluster.ts'
import { execInPod } from '../probes/exec-in-pod.ts'
import { route } from '../probes/route.ts'
import { LabError } from '../system/errors.ts'
import type { Measurement } from './plan.ts'

const retryDelayMs = 200
const checkTimeoutS = 5
const checkAnswerMs = 20_000

/**
 * Waits until every path that will be measured carries a real exchange, `times` in a row: Pods that are ready are not yet
 * reachable, and a cluster's first seconds are not like its later ones.
 * @throws LabError `not-ready` naming the path and what the last try printed
 */
export async function waitForPaths(
  probePods: ProbePods,
  measurements: readonly Measurement[],
  { times, timeoutMs }: { readonly times: number; readonly timeoutMs: number },
  signal: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + timeoutMs
  for (const check of checksOf(probePods, measurements)) {
    for (let passed = 0; passed < times;) {
      const { exitCode, stdout, stderr } = await check.run(signal)
      passed = exitCode === 0 ? passed + 1 : 0
      if (exitCode === 0) continue
      if (Date.now() > deadline)
        throw new LabError({
          code: 'not-ready',
          title: `The path ${check.name} carries no traffic`,
          message: `after ${String(timeoutMs / 1000)} s a check still fails with exit code ${String(exitCode)}.`,
          stderrTail: (stderr || stdout).slice(-500),
          hint: 'Pods are ready, so this points to the CNI. With --keep the cluster stays, to look at its Pods and routes.',
        })
      await delay(retryDelayMs, undefined, { signal })
    }
  }
}

function checksOf(probePods: ProbePods, measurements: readonly Measurement[]) {
  const distinct = new Map(measurements.map(({ probe, path }) => [`${path}, ${probe.id}`, { probe, path }]))
  return [...distinct].flatMap(([name, { probe, path }]) => {
    const [server] = probe.servers
    if (!probe.check || !server) return []
    const { from, target } = route(probePods, path, server.port)
    const argv = ['timeout', String(checkTimeoutS), ...probe.check(target)]
    return [{ name, run: (signal: AbortSignal) => execInPod(from, argv, checkAnswerMs, signal) }]
  })
}
