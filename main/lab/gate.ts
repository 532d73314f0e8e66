import type { PodExecResult, ProbePods } from '../clusters/cluster.ts'
import { execInPod } from '../probes/exec-in-pod.ts'
import { route } from '../probes/route.ts'
import { LabError } from '../system/errors.ts'
import { poll } from '../system/poll.ts'
import { stopwatch } from '../system/stopwatch.ts'
import type { Measurement } from './plan.ts'

const pauseMs = 200
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
  const elapsedMs = stopwatch()
  for (const check of checksOf(probePods, measurements)) {
    /** The one that broke the row. */
    let failed = undefined as PodExecResult | undefined
    const pass = async () => {
      failed = undefined
      for (let n = 0; n < times && !failed; n++) {
        const result = await check.run(signal)
        if (result.exitCode !== 0) failed = result
      }
      return !failed || undefined
    }
    await poll(pass, { timeoutMs: timeoutMs - elapsedMs(), pauseMs, signal })
    if (!failed) continue
    const { exitCode, stdout, stderr } = failed
    throw new LabError({
      code: 'not-ready',
      title: `The path ${check.name} carries no traffic`,
      message: `after ${String(timeoutMs / 1000)} s a check still fails with exit code ${String(exitCode)}.`,
      stderrTail: (stderr || stdout).slice(-500),
      hint: 'Pods are ready, so this points to the CNI. With --keep the cluster stays, to look at its Pods and routes.',
    })
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
