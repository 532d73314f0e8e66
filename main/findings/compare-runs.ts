import { referencePath } from '../experiment/paths.ts'
import type { Metric } from '../probes/probe.ts'
import type { RunRecord } from '../store/run-record.ts'
import { differingConditions, type DifferingCondition, type RunConditions } from './conditions.ts'
import { estimateOf, pAbove, pOfDifferent, pOfNone, shiftBetween } from '../statistics/hodges-lehmann.ts'
import { decidedByHolm } from '../statistics/holm.ts'
import { equalWithin } from './decisions.ts'
import { familyAlpha, fewestRounds } from '../statistics/promises.ts'
import { shiftInterval } from './estimate.ts'
import type { Cell, Estimate, Findings, Interval } from './findings.ts'
import type { QuestionKey } from './question-key.ts'
import { isCompared, questionKey, questionsOf, type Question } from './questions.ts'

type Verdict =
  | { readonly verdict: 'changed'; readonly direction: 'better' | 'worse' }
  /** Shown to differ by less than the margin. */
  | { readonly verdict: 'equal' }
  | { readonly verdict: 'undecided' }
  /** In only one of the runs, too few rounds, or values that have no ratio. */
  | { readonly verdict: 'not-compared' }

/** One variant's headline metric in two runs. Values are ratios to each run's own baseline where both have one. */
export type RunDifference = QuestionKey &
  Pick<Metric, 'unit' | 'better' | 'of'> &
  Verdict & {
    readonly variant: string
    readonly probeTitle: string
    readonly caseTitle: string
    readonly scale: 'ratio' | 'absolute'
    readonly a?: Estimate
    readonly b?: Estimate
    /** b over a, of all pairs of rounds, where they are compared. Its interval is for this measurement alone. */
    readonly change?: { readonly median: number; readonly interval?: Interval }
  }

export interface ComparedRunHead {
  readonly id: string
  readonly startedAtMs: number
  readonly variants: readonly string[]
  readonly mode: string
  readonly runtime: string
}

/** What it comes to, over all measurements but the baseline's. */
export interface ComparisonSummary {
  readonly compared: number
  /** Variants with a change, and in how many measurements. */
  readonly changed: readonly { readonly variant: string; readonly better: number; readonly worse: number }[]
  /** Why nothing is compared, where that is so. */
  readonly reason: 'too-few-rounds' | 'nothing-in-common'
  readonly hasChangedBaseline: boolean
}

/** What differs between two runs, b seen from a. Rounds of different runs are not pairs: what is compared is the shift between two samples. */
export interface RunComparison {
  readonly a: ComparedRunHead
  readonly b: ComparedRunHead
  readonly differences: readonly RunDifference[]
  /** What differs in what numbers depend on: kernel, versions, mode, … */
  readonly conditions: readonly DifferingCondition[]
  readonly summary: ComparisonSummary
}

/** A run with what follows from it; samples are of no account here. */
export interface ComparedRun {
  readonly run: RunConditions & Pick<RunRecord, 'id' | 'startedAtMs' | 'probes'>
  readonly findings: Pick<Findings, 'cells'>
}

export function compareRuns(a: ComparedRun, b: ComparedRun): RunComparison {
  const differences = decided(differencesOf(a, b))
  return {
    a: head(a),
    b: head(b),
    differences,
    conditions: differingConditions(a.run, b.run),
    summary: summaryOf(differences),
  }
}

const head = ({ run: { id, startedAtMs, variants, spec } }: ComparedRun): ComparedRunHead => ({
  id,
  startedAtMs,
  variants: variants.map((variant) => variant.id),
  mode: spec.mode,
  runtime: spec.runtime,
})

/** In the order of a, then what only b has; a variant's measurements in the order of questions. */
function differencesOf(a: ComparedRun, b: ComparedRun): readonly Undecided[] {
  const [ofA, ofB] = [headlineCells(a), headlineCells(b)]
  return [...new Set([...ofA.keys(), ...ofB.keys()])].flatMap((key) => {
    const [inA, inB] = [ofA.get(key), ofB.get(key)]
    const either = inA ?? inB
    return either ? [difference(either, inA?.cell, inB?.cell)] : []
  })
}

interface HeadlineCell {
  readonly question: Question
  readonly probeTitle: string
  readonly cell: Cell
}

function headlineCells({ run, findings }: ComparedRun): ReadonlyMap<string, HeadlineCell> {
  const cells = Map.groupBy(findings.cells, keyOf)
  return new Map(
    questionsOf(run)
      .filter(isCompared)
      .flatMap((question) => {
        const probeTitle = run.probes.find(({ id }) => id === question.probe)?.title ?? question.probe
        const asked = keyOf(questionKey(question))
        return (cells.get(asked) ?? []).map(
          (cell) => [key(asked, cell.variant, question.metric.unit), { question, probeTitle, cell }] as const,
        )
      }),
  )
}

const key = (...parts: readonly string[]): string => parts.join('\n')
const keyOf = ({ probe, caseId, path, point, metric }: QuestionKey): string =>
  key(probe, caseId, path, String(point), metric)

/** A difference before anything is decided, with how surprising it is. */
interface Undecided {
  readonly difference: RunDifference
  readonly p?: number
  readonly verdict?: Verdict
}

/** All measurements but the reference's are one family, and the reference's another: see `decide`. */
const decided = (all: readonly Undecided[]): readonly RunDifference[] => {
  const judged = all.filter(({ p }) => p !== undefined)
  const families = Map.groupBy(judged, ({ difference: { path } }) => path === referencePath)
  const sure = new Set(
    [...families.values()].flatMap((family) => {
      const isSure = decidedByHolm(
        family.map(({ p = 1 }) => p),
        familyAlpha,
      )
      return family.filter((_, index) => isSure[index])
    }),
  )
  return all.map((each) => ({ ...each.difference, ...(sure.has(each) && each.verdict) }))
}

function difference(
  { question, probeTitle, cell }: HeadlineCell,
  inA: Cell | undefined,
  inB: Cell | undefined,
): Undecided {
  const scale = isRelative(inA) && isRelative(inB) ? ('ratio' as const) : ('absolute' as const)
  const [a, b] = [inA, inB].map((each) => (scale === 'ratio' ? each?.toBaseline : each?.absolute))
  const { unit, better, of } = question.metric
  const shown = {
    variant: cell.variant,
    ...questionKey(question),
    probeTitle,
    caseTitle: question.case.title,
    ...{ unit, better, of, scale },
    ...(a && { a }),
    ...(b && { b }),
  }
  const values = [a, b].map((each) => each?.values ?? [])
  if (values.some((each) => each.length < fewestRounds || each.some((value) => value <= 0)))
    return { difference: { ...shown, verdict: 'not-compared' } }
  const [before = [], after = []] = values.map((each) => each.map(Math.log))
  const shift = shiftBetween(before, after)
  const interval = shiftInterval(shift, 'rank-sum', Math.exp)
  const change = { median: Math.exp(estimateOf(shift)), ...(interval && { interval }) }
  const [ofNone, ofDifferent] = [pOfNone(shift), pOfDifferent(shift, Math.log1p(equalWithin))]
  const isBetter = pAbove(shift, 0) < 0.5 === (better === 'higher')
  return {
    difference: { ...shown, change, verdict: 'undecided' },
    ...(ofDifferent <= ofNone
      ? { p: ofDifferent, verdict: { verdict: 'equal' } }
      : { p: ofNone, verdict: { verdict: 'changed', direction: isBetter ? 'better' : 'worse' } }),
  }
}

/** What is in one run alone is shown as it is there. */
const isRelative = (cell: Cell | undefined): boolean => !cell || cell.toBaseline !== undefined

function summaryOf(differences: readonly RunDifference[]): ComparisonSummary {
  const ofVariants = differences.filter(({ path }) => path !== referencePath)
  const compared = ofVariants.filter(({ verdict }) => verdict !== 'not-compared')
  const changed = compared.flatMap((each) => (each.verdict === 'changed' ? [each] : []))
  return {
    compared: compared.length,
    changed: [...Map.groupBy(changed, ({ variant }) => variant)].map(([variant, ofVariant]) => {
      const better = ofVariant.filter(({ direction }) => direction === 'better').length
      return { variant, better, worse: ofVariant.length - better }
    }),
    reason: differences.some((each) => each.a && each.b) ? 'too-few-rounds' : 'nothing-in-common',
    hasChangedBaseline: differences.some((each) => each.path === referencePath && each.verdict === 'changed'),
  }
}
