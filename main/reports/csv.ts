import type { ProbeFacts } from '../findings/facts.ts'
import { probes } from '../probes/index.ts'
import type { Probe } from '../probes/probe.ts'
import { samplesOf, type Sample } from '../findings/samples.ts'
import type { RunRecord } from '../store/run-record.ts'

type Field = string | number | boolean

interface Row {
  readonly run: RunRecord
  readonly variant: string
  readonly probe: string
  readonly caseId?: string
  readonly path?: string
  readonly point?: number
  readonly round?: number
  readonly startedAtMs?: number | undefined
  readonly durationMs?: number | undefined
  /** `measured`, `failed`, `unread`; `verdict` or `observed` for what follows from a probe's records. */
  readonly state: Sample['outcome']['state'] | 'verdict' | 'observed'
  /** Of a metric, a verdict or an observation. */
  readonly metric?: string
  readonly unit?: string | undefined
  readonly value?: Field
  readonly cpuLimited?: boolean
  readonly machineBusy?: number
  readonly raw?: number
}

const columns: readonly { readonly name: string; readonly of: (row: Row) => Field | undefined }[] = [
  { name: 'run', of: ({ run }) => run.id },
  { name: 'variant', of: ({ variant }) => variant },
  { name: 'probe', of: ({ probe }) => probe },
  { name: 'case', of: ({ caseId }) => caseId },
  { name: 'path', of: ({ path }) => path },
  { name: 'round', of: ({ round }) => round },
  // The variant's place in its round, from 1.
  { name: 'order', of: orderOf },
  {
    name: 'started_at',
    of: ({ startedAtMs: atMs }) => (atMs === undefined ? undefined : new Date(atMs).toISOString()),
  },
  // Of the whole execution.
  { name: 'duration_ms', of: ({ durationMs }) => durationMs },
  { name: 'state', of: ({ state }) => state },
  { name: 'metric', of: ({ metric }) => metric },
  { name: 'unit', of: ({ unit }) => unit },
  { name: 'value', of: ({ value }) => value },
  { name: 'cpu_limited', of: ({ cpuLimited }) => cpuLimited },
  // Busy share of all cores of this machine meanwhile, 0 to 1.
  { name: 'machine_busy', of: ({ machineBusy }) => machineBusy },
  // Number of the raw output.
  { name: 'raw', of: ({ raw }) => raw },
  // Of the probe's axis, where it has one.
  { name: 'point', of: ({ point }) => point },
]

/**
 * One line per sample and metric, one for each sample without a measurement, and one for each verdict and observation; a field that
 * a line has nothing for is empty. Format: RFC 4180.
 */
export function renderCsv(
  run: RunRecord,
  facts: readonly ProbeFacts[],
  known: readonly Probe[] = probes.all(),
): string {
  const rows = [
    ...samplesOf(run, known).flatMap((sample) => rowsOfSample(run, sample)),
    ...facts.flatMap((each) => rowsOfFacts(run, each, known)),
  ]
  const lines = [columns.map(({ name }) => name), ...rows.map((row) => columns.map((column) => column.of(row) ?? ''))]
  return lines.map((line) => line.map(field).join(',') + '\r\n').join('')
}

function rowsOfSample(run: RunRecord, { outcome, ...sample }: Sample): readonly Row[] {
  const row = { run, ...sample, state: outcome.state }
  if (outcome.state !== 'measured') return [row]
  const metrics = run.probes.find(({ id }) => id === sample.probe)?.metrics ?? {}
  const { cpuLimited } = outcome
  return Object.entries(outcome.metrics).map(([metric, value]) => ({
    ...{ ...row, metric, unit: metrics[metric]?.unit, value, cpuLimited },
  }))
}

function rowsOfFacts(run: RunRecord, { probe: id, variants }: ProbeFacts, known: readonly Probe[]): readonly Row[] {
  const probe = known.find((each) => each.id === id)
  return variants.flatMap(({ variant, facts }) => {
    const reading = run.readings.findLast((each) => each.variant === variant && each.probe === id)
    const row = { run, variant, probe: id, startedAtMs: reading?.startedAtMs, durationMs: reading?.durationMs }
    const verdicts = probe?.verdicts?.(facts) ?? []
    const observations = probe?.observations?.(facts) ?? []
    return [
      ...verdicts.map((each): Row => ({ ...row, state: 'verdict', metric: each.id, value: each.verdict })),
      ...observations.map((each): Row => ({ ...row, state: 'observed', metric: each.what, value: each.observed })),
    ]
  })
}

function orderOf({ run, variant, round }: Row): number | undefined {
  const place = run.rounds.find((one) => one.round === round)?.order.indexOf(variant) ?? -1
  return place < 0 ? undefined : place + 1
}

/** What a spreadsheet takes for a formula or a command: CWE-1236. Numbers may be negative. */
const formula = /^[=+\-@\t\r]/

function field(value: Field): string {
  const text = typeof value === 'string' && formula.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
