import type { Block, SectionBlock, TableRow } from '../blocks/block.ts'
import type { RecordedProbe } from '../store/events.ts'
import { samplesOf, type Sample } from '../findings/samples.ts'
import type { RunRecord } from '../store/run-record.ts'
import { scaled, scaleOf, time } from '../words/en/quantity.ts'
import { pointWords } from '../words/en/text.ts'
import { pathOrder } from './comparison-tables.ts'
import type { ReportInput } from './report-input.ts'

/** Every execution with its place in the run: what all statistics are made from. */
export function sampleBlocks({ run }: ReportInput): readonly Block[] {
  const orders = new Map(run.rounds.map(({ round, order }) => [round, order]))
  const sections = run.probes.flatMap((probe) =>
    probe.cases.flatMap((probeCase) => sectionsOf(run, probe, probeCase, orders)),
  )
  const said =
    'Each row is one probe execution; order is the variant’s place in its round. The JSON export has the raw outputs too.'
  return sections.length === 0 ? [] : [{ kind: 'prose', as: 'paragraphs', texts: [said] }, ...sections]
}

function sectionsOf(
  run: RunRecord,
  probe: RecordedProbe,
  probeCase: RecordedProbe['cases'][number],
  orders: ReadonlyMap<number, readonly string[]>,
): readonly SectionBlock[] {
  const samples = samplesOf(run)
    .filter((sample) => sample.probe === probe.id && sample.caseId === probeCase.id)
    .toSorted(
      (a, b) =>
        pathOrder.indexOf(a.path) - pathOrder.indexOf(b.path) ||
        (a.point ?? 0) - (b.point ?? 0) ||
        a.startedAtMs - b.startedAtMs,
    )
  if (samples.length === 0) return []
  const metrics = metricColumns(probe, samples)
  const placeOf = ({ path, point }: Sample) => `${path}${pointWords(probe.axis, point)}`
  const row = (sample: Sample): TableRow => ({
    head: sample.variant,
    variant: sample.variant,
    cells: [
      String(sample.round),
      String((orders.get(sample.round)?.indexOf(sample.variant) ?? -1) + 1 || ''),
      time(sample.startedAtMs).slice(11, 19),
      ...metrics.map(({ show }) => show(sample)),
    ],
  })
  const columns = ['Round', 'Order', 'UTC', ...metrics.map(({ title }) => title)]
  return [
    {
      kind: 'section',
      title: `${probe.title}, ${probeCase.title}: ${String(samples.length)} executions`,
      isFolded: true,
      blocks: [
        {
          kind: 'table',
          caption: `Executions of ${probe.title}, ${probeCase.title}, from ${time(run.startedAtMs)}`,
          columns: [{ title: 'Variant' }, ...columns.map((title) => ({ title, align: 'number' as const }))],
          groups: [...Map.groupBy(samples, placeOf)].map(([title, ofPlace]) => ({ title, rows: ofPlace.map(row) })),
        },
      ],
    },
  ]
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
