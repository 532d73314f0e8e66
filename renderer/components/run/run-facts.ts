import type { RunView } from '../../../main/api/contract.ts'
import { expectedSamples } from '../../../main/lab/expected-samples.ts'
import type { Task, TaskState } from '../../../main/lab/tasks/task.ts'
import type { RunState } from '../../../main/store/run-record.ts'
import { isActive } from '../../composables/tasks.ts'
import type { Points } from './live-samples.ts'
import { roundsWords } from '../../../main/words/en/rounds.ts'
import { bytes as size } from '../../../main/words/en/quantity.ts'
import { remainingMs } from './remaining-time.ts'

type Run = RunView['run']

/** What the head of a run says. */
export interface RunFacts {
  readonly state: RunState | TaskState
  readonly startedAtMs: number | undefined
  readonly endedAtMs: number | undefined
  readonly progress: { readonly done: number; readonly total: number } | undefined
  /** Where it can be told. */
  readonly remainingMs: number | undefined
}

/** From a task as long as it is at work, and from the record of the run before and after that. */
export function runFacts(task: Task | undefined, run: Run | undefined, points: Points, nowMs: number): RunFacts {
  const working = task && (!run || isActive(task)) ? task : undefined
  const progress = progressOf(working, run, points)
  const { startedAtMs, endedAtMs } = working ?? run ?? {}
  return {
    state: working?.state ?? run?.state ?? 'queued',
    startedAtMs,
    endedAtMs,
    progress,
    remainingMs: working?.state === 'running' && progress ? remainingOf(working, run, progress, nowMs) : undefined,
  }
}

function progressOf(task: Task | undefined, run: Run | undefined, points: Points): RunFacts['progress'] {
  if (task?.progress) return task.progress
  return run && { done: points.size, total: Math.max(points.size, expectedSamples(run)) }
}

/** Samples of before the task began, in a run that it goes on with, do not count for its pace. */
function remainingOf(
  task: Task,
  run: Run | undefined,
  { done, total }: NonNullable<RunFacts['progress']>,
  nowMs: number,
) {
  const beganMs = task.startedAtMs ?? task.createdAtMs
  const times = run?.samples.filter(({ outcome }) => outcome.state === 'measured').map((sample) => sample.startedAtMs)
  const before = times?.filter((startedAtMs) => startedAtMs < beganMs).length ?? 0
  const probes = task.steps.filter(({ kind }) => kind === 'probe').map((step) => step.startedAtMs)
  const first = Math.min(...probes, ...(times?.filter((startedAtMs) => startedAtMs >= beganMs) ?? []))
  const measuringSinceMs = Number.isFinite(first) ? first : undefined
  return remainingMs({ done: done - before, total: total - before, measuringSinceMs, nowMs })
}

/** `netns/routed, netns/vxlan on netns, quick: 3 rounds of 1 s`. */
export function runWords({ spec, variants }: Pick<Run, 'spec' | 'variants'>): string {
  const { bytes, durationS } = spec.intensity
  const amount = bytes === undefined ? `${String(durationS)} s` : size(bytes)
  return `${variants.map(({ id }) => id).join(', ')} on ${spec.runtime}, ${spec.mode}: ${roundsWords(spec)} of ${amount}`
}
