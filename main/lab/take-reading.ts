import type { Cluster, ProbePods } from '../clusters/cluster.ts'
import type { ReadingKey } from '../experiment/cell-key.ts'
import { cellName } from '../experiment/cell-text.ts'
import type { Intensity, Probe, ProbeContext, RecordedOutput } from '../probes/probe.ts'
import { busyShare, readCpuTime } from '../system/cpu.ts'
import { LabError, toLabErrorDetails } from '../system/errors.ts'
import { firstIssue } from '../system/first-issue.ts'
import type { Json } from '../system/json.ts'
import { stopwatch } from '../system/stopwatch.ts'
import type { Recorder } from './recorder.ts'

/** A failed measurement is tried once more, since servers may still be busy with a client that was cut off. */
const attempts = { 'each-round': 2, once: 1 } as const

/** What a run says of its readings as a whole. */
export interface ReadingChoice {
  readonly intensity: Intensity
  readonly seed: number
  readonly userPolicies?: string
}

export interface ReadingPlace extends ReadingChoice {
  readonly cluster: Cluster
  readonly probePods: ProbePods
}

/** Reads one cell once: its outputs are stored as they come, then its record, or why there is none. A failure is never thrown. */
export async function takeReading(
  probe: Probe,
  key: ReadingKey,
  place: ReadingPlace,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; attempt <= attempts[probe.repeat]; attempt++)
    if (await attemptReading(probe, key, place, recorder, signal)) return
}

async function attemptReading(
  probe: Probe,
  key: ReadingKey,
  place: ReadingPlace,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<boolean> {
  const { variant } = key
  const steps = recorder.steps(variant)
  const startedAtMs = Date.now()
  const elapsedMs = stopwatch()
  const context: ProbeContext = {
    ...place,
    key,
    signal,
    record: (part, command, run) => recordOutput(key, recorder, part, command, run),
    log: (line) => {
      steps.log(line)
    },
  }
  const read = (): Promise<unknown> => {
    if (probe.repeat === 'once') return steps.step(probe.title, () => probe.run(context), 'probe')
    recorder.begin(variant, cellName(key))
    return probe.run(context)
  }
  const span = () => ({ startedAtMs, durationMs: Math.round(elapsedMs()) })
  try {
    const record = checked(probe, asJson(await read()))
    recorder.append({ type: 'reading.recorded', ...key, ...span(), record })
    return true
  } catch (error) {
    signal.throwIfAborted()
    const details = toLabErrorDetails(error, failureTitle(probe, key))
    recorder.append({ type: 'reading.failed', ...key, ...span(), error: details })
    return false
  }
}

const failureTitle = ({ repeat, id, title }: Probe, { variant, path }: ReadingKey): string =>
  repeat === 'once' ? `Cannot read “${title}” of ${variant}` : `Cannot measure ${id} on ${path} of ${variant}`

/** A record that its own probe could not read again is no record. @throws LabError `internal` */
function checked(probe: Probe, record: Json): Json {
  const { error } = probe.record.safeParse(record)
  if (!error) return record
  throw new LabError({
    code: 'internal',
    title: `Cannot record what “${probe.title}” found`,
    message: `${firstIssue(error)}.`,
    hint: 'This is a mistake in the probe. Please report it.',
  })
}

/** As the store will have it: without what is undefined. */
const asJson = (record: unknown) => JSON.parse(JSON.stringify(record)) as Json

/** Keeps an output as soon as it is there: what was read from all of them comes later. */
async function recordOutput(
  key: ReadingKey,
  recorder: Recorder,
  ...[part, command, run]: Parameters<ProbeContext['record']>
): Promise<RecordedOutput> {
  const startedAtMs = Date.now()
  const elapsedMs = stopwatch()
  const cpuBefore = readCpuTime()
  const output = await run()
  const machineBusy = busyShare(cpuBefore, readCpuTime())
  const durationMs = Math.round(elapsedMs())
  const raw = recorder.appendRaw(output)
  const { exitCode } = output
  const printed = { part, raw, command: [...command], exitCode, startedAtMs, durationMs, machineBusy }
  recorder.append({ type: 'reading.printed', ...key, ...printed })
  return { ...output, raw, startedAtMs, durationMs }
}
