import type { StepKind } from '../../../main/clusters/cluster.ts'
import type { TaskStep } from '../../../main/lab/tasks/task.ts'
import type { StepRecord } from '../../../main/store/run-record.ts'
import type { LabErrorDetails } from '../../../main/system/errors.ts'
import { recordedError } from '../results/recorded-error.ts'

/** A step, or all steps of the same name: most are done again in each round. */
export interface ColumnStep {
  readonly title: string
  /** Of the last one. */
  readonly state: TaskStep['state']
  readonly times: number
  /** Of those that have ended, together. */
  readonly durationMs: number
  /** Of the one that is running. */
  readonly runningSinceMs?: number
  readonly error?: LabErrorDetails
}

export interface StepColumn {
  /** Null: the run as a whole. */
  readonly group: string | null
  readonly steps: readonly ColumnStep[]
  /** Which probe runs right now; other steps say it themselves. */
  readonly current?: string
}

type Step = Omit<TaskStep, 'id'>

/** One column for each variant, in their order, and one more for the run as a whole if it has steps. */
export function stepColumns(steps: readonly Step[], variants: readonly string[]): readonly StepColumn[] {
  const byGroup = Map.groupBy(steps, ({ group }) => group)
  const others = [...byGroup.keys()].filter((group) => group === null || !variants.includes(group))
  return [...variants, ...others].map((group) => columnOf(group, byGroup.get(group) ?? []))
}

/** Probes are told together: the chart shows them one by one. */
const titleOf = ({ kind, title }: { readonly kind: StepKind; readonly title: string }) =>
  kind === 'probe' ? 'Measuring' : title

function columnOf(group: string | null, steps: readonly Step[]): StepColumn {
  const current = steps.findLast(({ state, kind }) => state === 'running' && kind === 'probe')?.title
  const byTitle = Map.groupBy(steps, titleOf)
  return {
    group,
    steps: [...byTitle].map(([title, same]) => folded(title, same)),
    ...(current !== undefined && { current }),
  }
}

function folded(title: string, steps: readonly Step[]): ColumnStep {
  const last = steps.at(-1)
  const running = steps.findLast(({ state }) => state === 'running')
  const error = last?.state === 'failed' ? last.error : undefined
  return {
    title,
    state: running ? 'running' : (last?.state ?? 'succeeded'),
    times: steps.length,
    durationMs: steps.reduce((sum, { startedAtMs, endedAtMs }) => sum + ((endedAtMs ?? startedAtMs) - startedAtMs), 0),
    ...(running && { runningSinceMs: running.startedAtMs }),
    ...(error && { error }),
  }
}

/** Steps as the store has them; they are there once they have ended. */
export const stepsOfRecord = (steps: readonly StepRecord[]): readonly Step[] =>
  steps.map(({ variant, title, kind, startedAtMs, durationMs, error }) => ({
    group: variant,
    title,
    kind,
    state: error ? 'failed' : 'succeeded',
    startedAtMs,
    endedAtMs: startedAtMs + durationMs,
    ...(error && { error: recordedError(error) }),
  }))
