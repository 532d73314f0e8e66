import type { Bench, PodExecResult } from '../clusters/cluster.ts'
import type { Intensity } from '../probes/probe.ts'
import { busyShare, readCpuTime } from '../system/cpu.ts'
import { LabError, toLabErrorDetails } from '../system/errors.ts'
import { route, type Measurement } from './plan.ts'
import type { Recorder } from './recorder.ts'

const attempts = 2
/** A command ends itself at its deadline; after this much more its connection counts as dead. */
const lateMs = 15_000

export interface Place {
  readonly variant: string
  readonly round: number
  readonly bench: Bench
}

/**
 * Measures one cell once: runs the probe, keeps its output, then reads it. A failure is recorded, and tried once more, since
 * servers may still be busy with a client that was cut off.
 */
export async function takeSample(
  measurement: Measurement,
  place: Place,
  intensity: Intensity,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++)
    if (await attemptSample(measurement, place, intensity, recorder, signal)) return
}

async function attemptSample(
  { probe, caseId, path }: Measurement,
  { variant, round, bench }: Place,
  intensity: Intensity,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<boolean> {
  const key = { variant, probe: probe.id, caseId, path, round }
  let raw: number | null = null
  try {
    recorder.begin(variant, `${probe.id} ${caseId}, ${path}`)
    const { from, target } = route(bench, path, probe.server.port)
    const command = [...probe.client({ caseId, target, intensity })]
    const startedAtMs = Date.now()
    const cpuBefore = readCpuTime()
    // Kubernetes cannot end what it runs in a Pod, so that the command must end itself.
    const deadlineMs = probe.deadlineMs(intensity)
    const limit = ['timeout', '-s', 'KILL', String(Math.ceil(deadlineMs / 1000))]
    const output = await execIn(bench, from, [...limit, ...command], deadlineMs + lateMs, signal)
    const machineBusy = busyShare(cpuBefore, readCpuTime())
    raw = recorder.appendRaw(output)
    const { exitCode } = output
    const durationMs = Date.now() - startedAtMs
    recorder.append({ type: 'sample.taken', ...key, raw, command, exitCode, startedAtMs, durationMs, machineBusy })
    const { metrics, distributions, cpuLimited } = probe.parse(output.stdout)
    recorder.append({
      type: 'sample.measured',
      ...key,
      raw,
      metrics: { ...metrics },
      ...(distributions && { distributions: mutable(distributions) }),
      ...(cpuLimited !== undefined && { cpuLimited }),
    })
    return true
  } catch (error) {
    signal.throwIfAborted()
    const details = toLabErrorDetails(error, `Cannot measure ${probe.id} on ${path} of ${variant}`)
    recorder.append({ type: 'sample.failed', ...key, raw, error: details })
    return false
  }
}

/** Runs a command in a Pod, and gives up on a connection that says nothing any more. @throws LabError `timed-out` */
export async function execIn(
  bench: Bench,
  from: string,
  argv: readonly string[],
  timeoutMs: number,
  signal: AbortSignal,
): Promise<PodExecResult> {
  const pod = bench.pods.get(from)
  if (!pod) throw new LabError({ code: 'internal', title: 'Cannot measure', message: `there is no Pod ${from}.` })
  const deadline = AbortSignal.timeout(timeoutMs)
  try {
    return await pod.exec(argv, { signal: AbortSignal.any([signal, deadline]) })
  } catch (error) {
    signal.throwIfAborted()
    if (!deadline.aborted) throw error
    throw new LabError({
      code: 'timed-out',
      title: `Cannot run ${argv[0] ?? 'a command'} in the Pod ${from}`,
      message: `there was no answer within ${String(timeoutMs / 1000)} s.`,
    })
  }
}

const mutable = (distributions: Readonly<Record<string, readonly number[]>>): Record<string, number[]> =>
  Object.fromEntries(Object.entries(distributions).map(([name, values]) => [name, [...values]]))
