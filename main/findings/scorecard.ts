import { cnis } from '../cnis/index.ts'
import type { Probe, Unit } from '../probes/probe.ts'
import type { FactCell, FactRow, MeasuredRow, ScorecardRow } from '../probes/scorecard.ts'
import type { RunRecord } from '../store/run-record.ts'
import type { ProbeFacts } from './facts.ts'
import type { Cell, Comparison, Estimate } from './findings.ts'
import { isSameQuestion, type QuestionKey } from './question-key.ts'
import { leaderOf, relativeTo } from './relative-results.ts'
import { standingsByLevel, standingsOf, type Standing } from './standings.ts'

/** What a cell of the scorecard says of its variant. */
export type Mark =
  | Standing
  /** There is nothing to compare it with. */
  | 'alone'
  /** It was asked, and the run does not show it. */
  | 'not-shown'
  /** The run did not ask it of this variant. */
  | 'not-asked'

/** `relative`: to the variant that nobody is ahead of, paired by round; absent where they have no round in common. */
export type ScoreValue =
  | {
      readonly kind: 'measured'
      readonly unit: Unit
      readonly median: number
      readonly relative?: Pick<Estimate, 'median' | 'interval'>
    }
  | ({ readonly kind: 'fact' } & Omit<FactCell, 'level'>)

export interface ScoreCell {
  readonly variant: string
  readonly mark: Mark
  readonly value?: ScoreValue
}

export interface ScoreRow {
  readonly probe: string
  readonly title: string
  /** Whose cells it is made of, where it is measured. */
  readonly question?: QuestionKey
  /** One for each variant, in the order of the run. */
  readonly cells: readonly ScoreCell[]
}

/** The answers that most people come for, a row a question, a column a variant. */
export interface Scorecard {
  /** Variants that stand beside the others for reference: marks are among the others. */
  readonly references: readonly string[]
  readonly rows: readonly ScoreRow[]
  /** Titles of the questions that the run did not ask. */
  readonly notAsked: readonly string[]
}

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
  return variant === leader ? { median: 1 } : relativeTo(leader, variant, compared).ratio
}

function factRow(
  { id }: Probe,
  { title, better, tolerance = 0, of }: FactRow<unknown>,
  { variants, probes, readings }: Shown,
  { facts }: Found,
  contenders: readonly string[],
): ScoreRow | undefined {
  if (!probes.some((each) => each.id === id)) return undefined
  const shown = facts.find(({ probe }) => probe === id)?.variants ?? []
  const cells = new Map(
    shown.flatMap((each) => {
      const cell = of(each.facts)
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
