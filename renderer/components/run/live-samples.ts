import type { TableBlock } from '../../../main/blocks/block.ts'
import type { LiveSample, RunView } from '../../../main/api/contract.ts'
import type { TurnCell } from '../../../main/lab/expected-samples.ts'
import type { Unit } from '../../../main/probes/probe.ts'
import type { RecordedProbe } from '../../../main/store/events.ts'
import { scaled, scaleOf } from '../../../main/words/en/quantity.ts'
import { readingText } from '../../../main/experiment/cell-text.ts'

export type Point = Omit<LiveSample, 'runId'>
export type Points = ReadonlyMap<string, Point>

export interface LiveSeries {
  readonly variant: string
  /** One for each round from the first on; null where there is none. */
  readonly values: readonly (number | null)[]
}

/** What was measured so far. A later sample of the same measurement takes the place of the earlier one. */
export const withPoints = (points: Points, more: readonly Point[]): Points =>
  more.length === 0 ? points : new Map([...points, ...more.map((point) => [readingText(point), point] as const)])

export const pointsOf = (samples: RunView['run']['samples']): readonly Point[] =>
  samples.flatMap(({ variant, probe, caseId, path, round, outcome }) =>
    outcome.state === 'measured' ? [{ variant, probe, caseId, path, round, metrics: outcome.metrics }] : [],
  )

export const headlineOf = (
  probe: RecordedProbe,
): { readonly id: string; readonly unit: Unit; readonly of: string } | undefined => {
  const metrics = Object.entries(probe.metrics).map(([id, metric]) => ({ id, ...metric }))
  return metrics.find(({ headline }) => headline) ?? metrics[0]
}

/** The values of one cell, a series for each variant in the order given. */
export function seriesOf(
  points: Points,
  cell: TurnCell,
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

/** The same series as a table, a row for each variant and a column for each round. */
export function liveTable(series: readonly LiveSeries[], unit: Unit, caption: string): TableBlock {
  const scale = scaleOf(
    unit,
    series.flatMap(({ values }) => values.filter((value) => value !== null)),
  )
  const rounds = series[0]?.values.map((_value, index) => `Round ${String(index + 1)}`) ?? []
  const rows = series.map(({ variant, values }) => ({
    head: variant,
    variant,
    cells: values.map((value) => (value === null ? '–' : scaled(value, scale))),
  }))
  return {
    kind: 'table',
    caption,
    columns: [
      { title: scale.unit === '' ? 'Variant' : `Variant, in ${scale.unit}` },
      ...rounds.map((title) => ({ title, align: 'number' as const })),
    ],
    groups: [{ rows }],
  }
}
