import { cadenceOf, pointsOf } from '../experiment/cells.ts'
import { measuredPaths, type PathId } from '../experiment/paths.ts'
import type { Metric } from '../probes/probe.ts'
import type { RunRecord } from '../store/run-record.ts'
import type { QuestionKey } from './question-key.ts'

/** Probe × case × path (× point) × metric: what is asked of every variant. */
export interface Question {
  readonly probe: string
  readonly case: { readonly id: string; readonly title: string }
  readonly path: PathId
  /** Of the probe's axis, where it has one. */
  readonly point?: number
  readonly metricId: string
  readonly metric: Metric
  /** Not read in each round: a reference or a diagnosis, which variants are not compared on. */
  readonly isSparse: boolean
}

interface OfQuestions extends Pick<RunRecord, 'probes'> {
  readonly spec: Pick<RunRecord['spec'], 'paths' | 'looks'>
}

/** Everything a run asks, in the order of its record, whatever the order of its samples. */
export function questionsOf({ probes, spec }: OfQuestions): readonly Question[] {
  const measured = measuredPaths(spec.paths)
  return probes.flatMap((probe) =>
    probe.cases.flatMap((probeCase) =>
      probe.paths
        .filter((path) => measured.some((each) => each === path))
        .flatMap((path) =>
          pointsOf(probe).flatMap((point) =>
            Object.entries(probe.metrics).map(([metricId, metric]) => ({
              ...{ probe: probe.id, case: probeCase, path, point, metricId, metric },
              isSparse: spec.looks !== undefined && cadenceOf(probe.cases, probeCase.id, path) !== 'each',
            })),
          ),
        ),
    ),
  )
}

/** The same by ids. */
export const questionKey = ({ probe, case: { id }, path, point, metricId }: Question): QuestionKey => ({
  ...{ probe, caseId: id, path, metric: metricId },
  ...(point !== undefined && { point }),
})

/** What variants are compared on. */
export const isCompared = ({ metric, isSparse }: Question): boolean =>
  metric.headline === true && metric.better !== 'neither' && !isSparse
