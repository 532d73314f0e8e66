import { cnis } from '../cnis/index.ts'
import type { Probe } from '../probes/probe.ts'
import type { FactRow, MeasuredRow, ScorecardRow } from '../probes/scorecard.ts'
import type { RunRecord } from '../store/run-record.ts'
import type { ProbeFacts } from './facts.ts'
import type { Cell, Comparison } from './findings.ts'
import { isSameQuestion } from './question-key.ts'
import { leaderOf, relativeTo } from './relative-results.ts'
import type { Scorecard, ScoreCell, ScoreRow } from './score.ts'
import { standingsByLevel, standingsOf } from './standings.ts'

interface Found {
  readonly cells: readonly Cell[]
  readonly comparisons: readonly Comparison[]
  readonly facts: readonly ProbeFacts[]
}

/** What was measured first, in the order of the probes; then what was seen, the probe that is done last first, as in reports. */
export function scorecardOf(
  run: Pick<RunRecord, 'variants' | 'probes' | 'readings'>,
  found: Found,
  known: readonly Probe[],
): Scorecard {
  const references = referencesOf(run.variants)
  const contenders = run.variants.map(({ id }) => id).filter((id) => !references.includes(id))
  const declared = (probes: readonly Probe[], from: ScorecardRow<unknown>['from']) =>
    probes.flatMap((probe) => (probe.scorecard ?? []).filter((row) => row.from === from).map((row) => ({ probe, row })))
  const all = [...declared(known, 'metric'), ...declared(known.toReversed(), 'facts')].map(({ probe, row }) => ({
    title: row.title,
    row:
      row.from === 'metric'
        ? measuredRow(probe, row, run, found, contenders)
        : factRow(probe, row, run, found, contenders),
  }))
  return {
    references,
    rows: all.flatMap(({ row }) => row ?? []),
    notAsked: all.flatMap(({ title, row }) => (row ? [] : [title])),
  }
}

/** None where there would be nothing else. */
export function referencesOf(variants: readonly { readonly id: string; readonly cni: string }[]): readonly string[] {
  const references = variants.filter(({ cni }) => cnis.find(cni)?.isReference).map(({ id }) => id)
  return references.length < variants.length ? references : []
}

type Shown = Parameters<typeof scorecardOf>[0]

function measuredRow(
  { id }: Probe,
  { title, caseId, path, metric: wanted }: MeasuredRow,
  { variants, probes, readings }: Shown,
  { cells, comparisons }: Found,
  contenders: readonly string[],
): ScoreRow | undefined {
  const probe = probes.find((each) => each.id === id)
  // The run's own record says what it is called there: earlier versions had other names.
  const metric = Object.keys(probe?.metrics ?? {}).find(
    (name) => name === wanted || (wanted === undefined && probe?.metrics[name]?.headline),
  )
  const unit = metric === undefined ? undefined : probe?.metrics[metric]?.unit
  if (metric === undefined || unit === undefined || !probe?.cases.some((each) => each.id === caseId)) return undefined
  const question = { probe: id, caseId, path, metric }
  const measured = new Map(
    cells.filter((cell) => isSameQuestion(cell, question)).map((cell) => [cell.variant, cell.absolute.median]),
  )
  const compared = comparisons.filter((comparison) => isSameQuestion(comparison, question))
  const among = contenders.filter((variant) => measured.has(variant))
  const leader = leaderOf(
    among,
    compared.filter(({ a, b }) => among.includes(a) && among.includes(b)),
  )
  const standings = standingsOf(among, compared)
  const asked = new Set(readings.filter((each) => each.probe === id).map(({ variant }) => variant))
  return {
    ...{ probe: id, title, question },
    cells: variants.map(({ id: variant }): ScoreCell => {
      const median = measured.get(variant)
      if (median === undefined) return { variant, mark: asked.has(variant) ? 'not-shown' : 'not-asked' }
      const relative = relativeOf(variant, leader, compared)
      return {
        variant,
        mark: standings.get(variant) ?? 'alone',
        value: { kind: 'measured', unit, median, ...(relative && { relative }) },
      }
    }),
  }
}

function relativeOf(variant: string, leader: string | undefined, compared: readonly Comparison[]) {
  if (leader === undefined) return undefined
  if (variant === leader) return { median: 1 }
  const { effect } = relativeTo(leader, variant, compared)
  // What may be zero has no ratio.
  return effect?.scale === 'ratio'
    ? { median: effect.median, ...(effect.interval && { interval: effect.interval }) }
    : undefined
}

function factRow(
  { id }: Probe,
  row: FactRow<unknown>,
  { variants, probes, readings }: Shown,
  { facts }: Found,
  contenders: readonly string[],
): ScoreRow | undefined {
  if (!probes.some((each) => each.id === id)) return undefined
  const { title, better, tolerance = 0 } = row
  const shown = facts.find(({ probe }) => probe === id)?.variants ?? []
  const cells = new Map(
    shown.flatMap((each) => {
      const cell = row.of(each.facts)
      return cell ? [[each.variant, cell] as const] : []
    }),
  )
  const levels = new Map(
    [...cells].flatMap(([variant, { level }]) => (contenders.includes(variant) ? [[variant, level] as const] : [])),
  )
  const standings = standingsByLevel(levels, { better, tolerance })
  const asked = new Set(readings.filter((each) => each.probe === id).map(({ variant }) => variant))
  return {
    ...{ probe: id, title },
    cells: variants.map(({ id: variant }): ScoreCell => {
      const cell = cells.get(variant)
      if (!cell) return { variant, mark: asked.has(variant) ? 'not-shown' : 'not-asked' }
      const { level: _, ...value } = cell
      return { variant, mark: standings.get(variant) ?? 'alone', value: { kind: 'fact', ...value } }
    }),
  }
}
