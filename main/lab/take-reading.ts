import type { ProbePods, Cluster } from '../clusters/cluster.ts'
import type { ReadingKey } from '../experiment/cell-key.ts'
import { cellName } from '../experiment/cell-text.ts'
import type { Intensity, Probe, ProbeContext, RecordedOutput } from '../probes/probe.ts'
import { busyShare, readCpuTime } from '../system/cpu.ts'
import { LabError, toLabErrorDetails, type LabErrorDetails } from '../system/errors.ts'
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
  const writer = new ReadingWriter(key, recorder)
  const steps = recorder.steps(variant)
  const context: ProbeContext = {
    ...place,
    key,
    signal,
    record: (part, command, run) => writer.record(part, command, run),
    log: (line) => {
      steps.log(line)
    },
  }
  const read = (): Promise<unknown> => {
    if (probe.repeat === 'once') return steps.step(probe.title, () => probe.run(context), 'probe')
    recorder.begin(variant, cellName(key))
    return probe.run(context)
  }
  try {
    writer.recorded(checked(probe, asJson(await read())))
    return true
  } catch (error) {
    signal.throwIfAborted()
    writer.failed(toLabErrorDetails(error, failureTitle(probe, key)))
    return false
  }
}

const failureTitle = ({ repeat, id, title }: Probe, { variant, path }: ReadingKey): string =>
  repeat === 'once' ? `Cannot read “${title}” of ${variant}` : `Cannot measure ${id} on ${path} of ${variant}`

/** A record that its own probe could not read again is no record. @throws LabError `internal` */
function checked(probe: Probe, record: Json): Json {
  const [issue] = probe.record.safeParse(record).error?.issues ?? []
  if (!issue) return record
  throw new LabError({
    code: 'internal',
    title: `Cannot record what “${probe.title}” found`,
    message: `${issue.path.map(String).join('.')}: ${issue.message}.`,
    hint: 'This is a mistake in the probe. Please report it.',
  })
}

/** As the store will have it: without what is undefined. */
const asJson = (record: unknown) => JSON.parse(JSON.stringify(record)) as Json

/** Writes one reading: each output as it comes, then what was read from all of them. */
class ReadingWriter {
  readonly #key: ReadingKey
  readonly #recorder: Recorder
  readonly #startedAtMs = Date.now()
  readonly #elapsedMs = stopwatch()

  constructor(key: ReadingKey, recorder: Recorder) {
    this.#key = key
    this.#recorder = recorder
  }

  record: ProbeContext['record'] = async (part, command, run): Promise<RecordedOutput> => {
    const startedAtMs = Date.now()
    const elapsedMs = stopwatch()
    const cpuBefore = readCpuTime()
    const output = await run()
    const machineBusy = busyShare(cpuBefore, readCpuTime())
    const durationMs = Math.round(elapsedMs())
    const raw = this.#recorder.appendRaw(output)
    const { exitCode } = output
    this.#recorder.append({
      type: 'reading.printed',
      ...{ ...this.#key, part, raw, command: [...command], exitCode, startedAtMs, durationMs, machineBusy },
    })
    return { ...output, raw, startedAtMs, durationMs }
  }

  recorded(record: Json): void {
    this.#recorder.append({ type: 'reading.recorded', ...this.#key, ...this.#span(), record })
  }

  failed(error: LabErrorDetails): void {
    this.#recorder.append({ type: 'reading.failed', ...this.#key, ...this.#span(), error })
  }

  #span() {
    return { startedAtMs: this.#startedAtMs, durationMs: Math.round(this.#elapsedMs()) }
  }
}
