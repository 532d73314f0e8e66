import type { LiveSample, RunView } from '../../../main/api/contract.ts'
import type { PathId, Unit } from '../../../main/probes/probe.ts'
import type { ExperimentSpec, RecordedProbe } from '../../../main/store/events.ts'

export type Point = Omit<LiveSample, 'runId'>
export type Points = ReadonlyMap<string, Point>

/** One measurement of a round, as the chart shows it over all rounds. */
export interface Cell {
  readonly probe: string
  readonly caseId: string
  readonly path: PathId
}

export interface LiveSeries {
  readonly variant: string
  /** One for each round from the first on; null where there is none. */
  readonly values: readonly (number | null)[]
}

const keyOf = ({ variant, probe, caseId, path, round }: Point) => [variant, probe, caseId, path, round].join(' ')

/** What was measured so far. A later sample of the same measurement takes the place of the earlier one. */
export const withPoints = (points: Points, more: readonly Point[]): Points =>
  more.length === 0 ? points : new Map([...points, ...more.map((point) => [keyOf(point), point] as const)])

export const pointsOf = (samples: RunView['run']['samples']): readonly Point[] =>
  samples.flatMap(({ variant, probe, caseId, path, round, outcome }) =>
    outcome.state === 'measured' ? [{ variant, probe, caseId, path, round, metrics: outcome.metrics }] : [],
  )

/** Everything that is measured in one round of one variant; the baseline always is. */
export const cellsOf = (
  probes: readonly RecordedProbe[],
  { paths, runtime }: Pick<ExperimentSpec, 'paths' | 'runtime'>,
) =>
  probes.flatMap((probe) =>
    probe.paths
      .filter((path) => path === 'host-host' || paths.includes(path))
      .filter((path) => path !== 'pod-service' || runtime !== 'netns')
      .flatMap((path) => probe.cases.map(({ id }): Cell => ({ probe: probe.id, caseId: id, path }))),
  )

/** Samples of a run that goes all its rounds. */
export const expectedSamples = ({
  probes,
  spec,
  variants,
}: Pick<RunView['run'], 'probes' | 'spec' | 'variants'>): number =>
  cellsOf(probes, spec).length * variants.length * spec.rounds

export const headlineOf = (
  probe: RecordedProbe,
): { readonly id: string; readonly unit: Unit; readonly of: string } | undefined => {
  const metrics = Object.entries(probe.metrics).map(([id, metric]) => ({ id, ...metric }))
  return metrics.find(({ headline }) => headline) ?? metrics[0]
}

/** The values of one cell, a series for each variant in the order given. */
export function seriesOf(
  points: Points,
  cell: Cell,
  metric: string,
  variants: readonly string[],
): readonly LiveSeries[] {
  const ofCell = [...points.values()].filter(
    ({ probe, caseId, path }) => probe === cell.probe && caseId === cell.caseId && path === cell.path,
  )
  const rounds = Math.max(0, ...ofCell.map(({ round }) => round))
  return variants.map((variant) => {
    const byRound = new Map(ofCell.filter((point) => point.variant === variant).map((point) => [point.round, point]))
    return {
      variant,
      values: Array.from({ length: rounds }, (_, index) => byRound.get(index + 1)?.metrics[metric] ?? null),
    }
  })
}
