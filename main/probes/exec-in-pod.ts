import type { Pod, PodExecResult } from '../clusters/cluster.ts'
import { LabError } from '../system/errors.ts'

/** Runs a command in a Pod, and gives up on a connection that says nothing any more. @throws LabError `timed-out` */
export async function execInPod(
  pod: Pod,
  argv: readonly string[],
  timeoutMs: number,
  signal: AbortSignal,
): Promise<PodExecResult> {
  const deadline = AbortSignal.timeout(timeoutMs)
  try {
    return await pod.exec(argv, { signal: AbortSignal.any([signal, deadline]) })
  } catch (error) {
    signal.throwIfAborted()
    if (!deadline.aborted) throw error
    throw new LabError({
      code: 'timed-out',
      title: `Cannot run ${argv[0] ?? 'a command'} in the Pod ${pod.name}`,
      message: `there was no answer within ${String(timeoutMs / 1000)} s.`,
    })
  }
}
