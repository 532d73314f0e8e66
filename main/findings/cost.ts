import type { RunRecord } from '../store/run-record.ts'
import type { Cost } from './findings.ts'
import { samplesOf, type Sample } from './samples.ts'

/** What takes a moment that several claim, first to last. */
const kinds = ['create', 'wait', 'probe', 'pause', 'delete'] as const
type Kind = (typeof kinds)[number]

interface Span {
  readonly kind: Kind
  readonly fromMs: number
  readonly toMs: number
}

/** Where the wall time went. Pausing and deleting are named, but are part of the lab's own overhead. */
export function costOf(run: RunRecord): Cost {
  const spans = spansOf(run)
  const { startedAtMs } = run
  const endedAtMs = Math.max(startedAtMs, run.endedAtMs ?? latest(spans, startedAtMs))
  const ms = unionByKind(spans, startedAtMs, endedAtMs)
  const wallMs = endedAtMs - startedAtMs
  return {
    wallMs,
    createMs: ms.create,
    waitMs: ms.wait,
    probeMs: ms.probe,
    pauseMs: ms.pause,
    deleteMs: ms.delete,
    overheadMs: wallMs - ms.create - ms.wait - ms.probe,
    ...turnsOf(run),
  }
}

/** From the first sample of a round to the last; turns come one after the other. */
function turnsOf(run: RunRecord): Pick<Cost, 'turns'> {
  const samples = samplesOf(run).filter(({ round }) => round > 0)
  const count = new Set(samples.map(({ variant, round }) => `${variant} ${String(round)}`)).size
  if (count === 0) return {}
  const spans = spansOf(run)
  const [fromMs, toMs] = [Math.min(...samples.map(beginOf)), Math.max(...samples.map(endOf))]
  const within = spans.filter((span) => span.fromMs >= fromMs && span.toMs <= toMs)
  const ms = unionByKind(within, fromMs, toMs)
  return { turns: { count, probeMs: ms.probe / count, waitMs: ms.wait / count, pauseMs: ms.pause / count } }
}

const beginOf = ({ startedAtMs }: Sample): number => startedAtMs
const endOf = ({ startedAtMs, durationMs }: Sample): number => startedAtMs + durationMs

function spansOf(run: RunRecord): readonly Span[] {
  const span = (kind: Kind, { startedAtMs, durationMs }: { startedAtMs: number; durationMs: number }): Span[] =>
    durationMs > 0 ? [{ kind, fromMs: startedAtMs, toMs: startedAtMs + durationMs }] : []
  return [
    ...run.steps.flatMap((step) => (step.kind === 'other' ? [] : span(step.kind, step))),
    ...samplesOf(run).flatMap((sample) => span('probe', sample)),
  ]
}

const latest = (spans: readonly Span[], otherwise: number): number =>
  spans.reduce((last, { toMs }) => Math.max(last, toMs), otherwise)

/** Sweeps over the moments where a span begins or ends; between two of them the first kind that is under way takes the time. */
function unionByKind(spans: readonly Span[], startMs: number, endMs: number): Record<Kind, number> {
  const clip = (atMs: number): number => Math.min(Math.max(atMs, startMs), endMs)
  const moments = spans
    .flatMap(({ kind, fromMs, toMs }) => [
      { atMs: clip(fromMs), kind, change: 1 },
      { atMs: clip(toMs), kind, change: -1 },
    ])
    .sort((a, b) => a.atMs - b.atMs)
  const total: Record<Kind, number> = { create: 0, wait: 0, probe: 0, pause: 0, delete: 0 }
  const underWay: Record<Kind, number> = { ...total }
  let sinceMs = startMs
  for (const { atMs, kind, change } of moments) {
    const taking = kinds.find((candidate) => underWay[candidate] > 0)
    if (taking) total[taking] += atMs - sinceMs
    underWay[kind] += change
    sinceMs = atMs
  }
  return total
}
