import { pathOrder } from '../comparison-tables.ts'
import type { RecordedProbe } from '../../store/events.ts'
import type { RunRecord, Sample } from '../../store/run-record.ts'
import { scaleOf, scaled, time } from '../quantity.ts'
import { dataTable, type TableRow } from './table.ts'
import { html, type Markup } from './template.ts'

/** Every execution with its place in the run: what all statistics are made from. */
export function samplesSection(run: RunRecord): Markup {
  const orders = new Map(run.rounds.map(({ round, order }) => [round, order]))
  return html`<section aria-labelledby="samples">
    <h2 id="samples">Raw numbers</h2>
    <p>
      Each row is one probe execution; order is the variant’s place in its round. The JSON export has the raw outputs
      too.
    </p>
    ${run.probes.map((probe) => probe.cases.map((probeCase) => samplesOf(run, probe, probeCase, orders)))}
  </section>`
}

function samplesOf(
  run: RunRecord,
  probe: RecordedProbe,
  probeCase: RecordedProbe['cases'][number],
  orders: ReadonlyMap<number, readonly string[]>,
): Markup | undefined {
  const samples = run.samples
    .filter((sample) => sample.probe === probe.id && sample.caseId === probeCase.id)
    .toSorted((a, b) => pathOrder.indexOf(a.path) - pathOrder.indexOf(b.path) || a.startedAtMs - b.startedAtMs)
  if (samples.length === 0) return undefined
  const columns = metricColumns(probe, samples)
  const row = (sample: Sample): TableRow => ({
    head: sample.variant,
    cells: [
      sample.round,
      (orders.get(sample.round)?.indexOf(sample.variant) ?? -1) + 1 || '',
      time(sample.startedAtMs).slice(11, 19),
      ...columns.map(({ show }) => show(sample)),
    ],
  })
  const groups = [...Map.groupBy(samples, ({ path }) => path)]
  return html`<details>
    <summary>${probe.title}, ${probeCase.title}: ${samples.length} executions</summary>
    ${dataTable(
      `Executions of ${probe.title}, ${probeCase.title}, from ${time(run.startedAtMs)}`,
      [
        { title: 'Variant' },
        ...['Round', 'Order', 'UTC', ...columns.map(({ title }) => title)].map((title) => ({
          title,
          align: 'number' as const,
        })),
      ],
      groups.map(([path, ofPath]) => ({ title: path, rows: ofPath.map(row) })),
    )}
  </details>`
}

function metricColumns({ metrics }: RecordedProbe, samples: readonly Sample[]) {
  return Object.entries(metrics).map(([id, { unit }], column) => {
    const scale = scaleOf(
      unit,
      samples.flatMap((sample) => valueOf(sample, id) ?? []),
    )
    return {
      title: scale.unit === '' ? id : `${id}, ${scale.unit}`,
      show: (sample: Sample): string => {
        const value = valueOf(sample, id)
        if (value === undefined) return column === 0 ? sample.outcome.state : ''
        return scaled(value, scale)
      },
    }
  })
}

const valueOf = ({ outcome }: Sample, metric: string): number | undefined =>
  outcome.state === 'measured' ? outcome.metrics[metric] : undefined
