import type { RunRecord, Sample } from '../store/run-record.ts'

/**
 * Columns: `order` is the variant's place in its round (from 1); `started_at` is UTC; `duration_ms` is of the whole execution;
 * `state` is measured, failed or unread; `value` is in `unit` and empty, like `metric`, unless measured; `machine_busy` is the busy
 * share of all cores meanwhile (0 to 1); `raw` is the number of the raw output.
 */
const header = [
  'run',
  'variant',
  'probe',
  'case',
  'path',
  'round',
  'order',
  'started_at',
  'duration_ms',
  'state',
  'metric',
  'unit',
  'value',
  'cpu_limited',
  'machine_busy',
  'raw',
]

/** One line per sample and metric, and one for each sample without a measurement. Format: RFC 4180. */
export function renderCsv(run: RunRecord): string {
  const lines = [header, ...run.samples.flatMap((sample) => linesOf(run, sample))]
  return lines.map((line) => line.map(field).join(',') + '\r\n').join('')
}

type Field = string | number | boolean

function linesOf(run: RunRecord, sample: Sample): readonly (readonly Field[])[] {
  const { variant, probe, caseId, path, round, outcome } = sample
  const order = run.rounds.find((one) => one.round === round)?.order.indexOf(variant) ?? -1
  const before = [
    run.id,
    variant,
    probe,
    caseId,
    path,
    round,
    order < 0 ? '' : order + 1,
    new Date(sample.startedAtMs).toISOString(),
    sample.durationMs,
    outcome.state,
  ]
  if (outcome.state !== 'measured') return [[...before, '', '', '', '', sample.machineBusy, sample.raw]]
  const metrics = run.probes.find(({ id }) => id === probe)?.metrics ?? {}
  return Object.entries(outcome.metrics).map(([id, value]) => [
    ...before,
    id,
    metrics[id]?.unit ?? '',
    value,
    outcome.cpuLimited,
    sample.machineBusy,
    sample.raw,
  ])
}

function field(value: Field): string {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
