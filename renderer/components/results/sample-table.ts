import type { SampleRow } from '../../../main/api/contract.ts'
import type { Metric } from '../../../main/probes/probe.ts'
import { duration, percent, scaled, scaleOf, time, withUnit, type Scale } from '../../../main/words/en/quantity.ts'
import type { RecordedProbe } from '../../../main/store/events.ts'
import { stateTitles } from './sample-filter.ts'
import type { SortValue } from './sort.ts'

export interface SampleColumn {
  readonly id: string
  readonly title: string
  /** Of a CSS grid or a `<col>`. */
  readonly width: string
  readonly isNumber: boolean
  readonly show: (sample: SampleRow) => string
  readonly sortValue: (sample: SampleRow) => SortValue
}

/** Columns of the table of samples; the value is the probe's headline metric, in one unit per metric. */
export function sampleColumns(
  probes: readonly RecordedProbe[],
  rounds: readonly { readonly round: number; readonly order: readonly string[] }[],
  samples: readonly SampleRow[],
): readonly SampleColumn[] {
  const headlines = new Map(probes.map((probe) => [probe.id, headlineOf(probe)]))
  const scales = scalesOf(headlines, samples)
  const titles = new Map(probes.map(({ id, title }) => [id, title]))
  const cases = new Map(probes.flatMap(({ id, cases }) => cases.map((each) => [`${id} ${each.id}`, each.title])))
  const orders = new Map(rounds.map(({ round, order }) => [round, order]))
  const value = ({ probe, outcome }: SampleRow) => {
    const headline = headlines.get(probe)
    return headline && outcome.state === 'measured' ? outcome.metrics[headline.id] : undefined
  }
  const order = ({ round, variant }: SampleRow) => (orders.get(round)?.indexOf(variant) ?? -1) + 1 || undefined
  const shownValue = (sample: SampleRow) => {
    const [number, scale] = [value(sample), scales.get(sample.probe)]
    return number === undefined || !scale ? '' : withUnit(number, scale)
  }
  return [
    numeric('raw', '#', '52px', ({ raw }) => raw),
    text('variant', 'Variant', '15%', ({ variant }) => variant),
    text('probe', 'Probe', '15%', ({ probe }) => titles.get(probe) ?? probe),
    text('case', 'Case', '15%', ({ probe, caseId }) => cases.get(`${probe} ${caseId}`) ?? caseId),
    text('path', 'Path', '13%', ({ path }) => path),
    numeric('round', 'Round', '60px', ({ round }) => round),
    numeric('order', 'Order', '60px', order),
    numeric('value', 'Value', '98px', value, shownValue),
    numeric(
      'duration',
      'Took',
      '70px',
      ({ durationMs }) => durationMs,
      ({ durationMs }) => duration(durationMs),
    ),
    numeric(
      'busy',
      'Busy',
      '60px',
      ({ machineBusy }) => machineBusy,
      ({ machineBusy }) => percent(machineBusy),
    ),
    numeric(
      'started',
      'UTC',
      '78px',
      ({ startedAtMs }) => startedAtMs,
      ({ startedAtMs }) => time(startedAtMs).slice(11, 19),
    ),
    text('state', 'Outcome', '88px', ({ outcome }) => stateTitles[outcome.state]),
  ]
}

const text = (id: string, title: string, width: string, show: (sample: SampleRow) => string): SampleColumn => ({
  id,
  title,
  width,
  isNumber: false,
  show,
  sortValue: show,
})

const numeric = (
  id: string,
  title: string,
  width: string,
  sortValue: (sample: SampleRow) => number | undefined,
  show = (sample: SampleRow) => String(sortValue(sample) ?? ''),
): SampleColumn => ({ id, title, width, isNumber: true, show, sortValue })

interface Headline {
  readonly id: string
  readonly metric: Metric
}

function headlineOf({ metrics }: RecordedProbe): Headline | undefined {
  const all = Object.entries(metrics)
  const [id, metric] = all.find(([, { headline }]) => headline) ?? all[0] ?? []
  return id === undefined || !metric
    ? undefined
    : { id, metric: { unit: metric.unit, better: metric.better, of: metric.of } }
}

function scalesOf(
  headlines: ReadonlyMap<string, Headline | undefined>,
  samples: readonly SampleRow[],
): ReadonlyMap<string, Scale> {
  const largest = new Map<string, number>()
  for (const { probe, outcome } of samples) {
    const value = outcome.state === 'measured' ? outcome.metrics[headlines.get(probe)?.id ?? ''] : undefined
    if (value !== undefined) largest.set(probe, Math.max(largest.get(probe) ?? 0, value))
  }
  return new Map(
    [...headlines].flatMap(([probe, headline]) =>
      headline ? [[probe, scaleOf(headline.metric.unit, [largest.get(probe) ?? 0])]] : [],
    ),
  )
}

export interface MetricValue {
  readonly id: string
  readonly title: string
  readonly value: string
}

/** Everything one execution measured, as the dialog of its raw output lists it. */
export function metricValues({ outcome }: SampleRow, probe: RecordedProbe | undefined): readonly MetricValue[] {
  if (outcome.state !== 'measured') return []
  return Object.entries(outcome.metrics).map(([id, value]) => {
    const metric = probe?.metrics[id]
    const scale = scaleOf(metric?.unit ?? 'count', [value])
    return { id, title: metric?.of ?? id, value: `${scaled(value, scale)} ${scale.unit}`.trimEnd() }
  })
}
