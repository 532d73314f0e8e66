import { pointsOf } from '../experiment/cells.ts'
import { type PathId, referencePath, trafficPaths } from '../experiment/paths.ts'
import type { Cell, CellFlag, Findings } from '../findings/findings.ts'
import type { SamplesOf } from '../blocks/samples-of.ts'
import { type Metric } from '../probes/probe.ts'
import type { RecordedProbe } from '../store/events.ts'
import type { RunRecord } from '../store/run-record.ts'
import { pointWords, withinSentence } from '../words/en/text.ts'

/** One metric of one case of a probe, for every variant on every path: what one chart and one table show. */
export interface ComparisonTable {
  readonly probe: RecordedProbe
  readonly case: RecordedProbe['cases'][number]
  readonly metricId: string
  readonly metric: Metric
  /** Of the probe's axis, where it has one. */
  readonly point?: number
  /** In the order of `pathOrder`, none of them empty. */
  readonly groups: readonly PathGroup[]
}

export interface PathGroup {
  readonly path: PathId
  /** In the run's order of variants. */
  readonly cells: readonly Cell[]
}

/** The baseline comes last: it explains the other paths. */
export const pathOrder: readonly PathId[] = [...trafficPaths.filter((path) => path !== referencePath), referencePath]

export const pathTitle = (path: PathId): string =>
  path === referencePath ? `${path} (baseline)` : path.replace('/', ', ')

/** Tables of the headline metrics, or of the others, without those that have no value. */
export function comparisonTables(
  run: Pick<RunRecord, 'probes' | 'variants'>,
  findings: Pick<Findings, 'cells'>,
  metrics: 'headline' | 'other',
): readonly ComparisonTable[] {
  const cells = Map.groupBy(findings.cells, ({ probe, caseId, metric, point }) =>
    key(probe, caseId, metric, String(point)),
  )
  const tables = run.probes.flatMap((probe) =>
    probe.cases.flatMap((probeCase) =>
      Object.entries(probe.metrics)
        .filter(([, { headline }]) => (headline === true) === (metrics === 'headline'))
        .flatMap(([metricId, metric]) =>
          pointsOf(probe).map((point) => ({
            probe,
            case: probeCase,
            metricId,
            metric,
            ...(point !== undefined && { point }),
            groups: groupsOf(run, cells.get(key(probe.id, probeCase.id, metricId, String(point))) ?? []),
          })),
        ),
    ),
  )
  return tables.filter(({ groups }) => groups.length > 0)
}

const key = (...parts: readonly string[]) => parts.join('\n')

function groupsOf(run: Pick<RunRecord, 'variants'>, cells: readonly Cell[]): readonly PathGroup[] {
  const ids = run.variants.map(({ id }) => id)
  const groups = pathOrder.map((path) => ({
    path,
    cells: cells
      .filter((cell) => cell.path === path)
      .toSorted((a, b) => ids.indexOf(a.variant) - ids.indexOf(b.variant)),
  }))
  return groups.filter((group) => group.cells.length > 0)
}

/** Every value of a table, to choose its scale by. */
export const valuesOf = ({ groups }: ComparisonTable): readonly number[] =>
  groups.flatMap(({ cells }) => cells.map(({ absolute }) => absolute.median))

/** The executions that a cell was made of. */
export const samplesOf = ({ variant, probe, caseId, path }: Cell): SamplesOf => ({ variant, probe, caseId, path })

/** `TCP throughput, one stream: bits received`. */
export const tableTitle = ({ probe, case: { title }, metric, point }: ComparisonTable): string =>
  `${probe.title}, ${withinSentence(title)}${pointWords(probe.axis, point)}: ${metric.of}`

export const flagTitles: Readonly<Record<CellFlag, string>> = {
  'few-rounds': 'few rounds',
  unstable: 'unstable',
  'cpu-limited': 'CPU-limited',
  incomplete: 'incomplete',
  drifting: 'drifting',
  outliers: 'outliers',
}

export const flagMeanings: Readonly<Record<CellFlag, string>> = {
  'few-rounds': 'fewer rounds than variants are compared by',
  unstable: 'coefficient of variation above 10 %',
  'cpu-limited': 'the CPU was the limit in most samples',
  incomplete: 'some samples failed',
  drifting: 'rises or falls over the rounds',
  outliers: 'single rounds lie far from the others',
}
