import { referencePath } from '../experiment/paths.ts'
import type { Metric } from '../probes/probe.ts'
import type { RunRecord } from '../store/run-record.ts'
import { differingConditions, type DifferingCondition, type RunConditions } from './conditions.ts'
import type { Cell, Estimate, Findings } from './findings.ts'
import type { QuestionKey } from './question-key.ts'
import { isCompared, questionKey, questionsOf, type Question } from './questions.ts'
import { minimumToRank } from './ranking.ts'

type Verdict =
  | { readonly verdict: 'changed'; readonly direction: 'better' | 'worse' }
  | { readonly verdict: 'not-distinguishable' }
  /** In only one of the runs, or too few rounds for an interval. */
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
  /** Of too few rounds to rely on. */
  readonly isIndicative: boolean
  readonly hasChangedBaseline: boolean
}

/** What differs between two runs, b seen from a. Runs are not paired: a change counts only where intervals do not overlap. */
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
  const differences = differencesOf(a, b)
  return {
    a: head(a),
    b: head(b),
    differences,
    conditions: differingConditions(a.run, b.run),
    summary: summaryOf(a, b, differences),
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
function differencesOf(a: ComparedRun, b: ComparedRun): readonly RunDifference[] {
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

function difference(
  { question, probeTitle, cell }: HeadlineCell,
  inA: Cell | undefined,
  inB: Cell | undefined,
): RunDifference {
  const scale = isRelative(inA) && isRelative(inB) ? 'ratio' : 'absolute'
  const [a, b] = [inA, inB].map((each) => (scale === 'ratio' ? each?.toBaseline : each?.absolute))
  const { unit, better, of } = question.metric
  return {
    variant: cell.variant,
    ...questionKey(question),
    probeTitle,
    caseTitle: question.case.title,
    ...{ unit, better, of, scale, a, b },
    ...verdictOf(better, a, b),
  }
}

/** What is in one run alone is shown as it is there. */
const isRelative = (cell: Cell | undefined): boolean => !cell || cell.toBaseline !== undefined

/** Intervals that touch overlap. */
function verdictOf(better: Metric['better'], a: Estimate | undefined, b: Estimate | undefined): Verdict {
  if (!a?.interval || !b?.interval) return { verdict: 'not-compared' }
  if (b.interval.low > a.interval.high)
    return { verdict: 'changed', direction: better === 'higher' ? 'better' : 'worse' }
  if (b.interval.high < a.interval.low)
    return { verdict: 'changed', direction: better === 'higher' ? 'worse' : 'better' }
  return { verdict: 'not-distinguishable' }
}

function summaryOf(a: ComparedRun, b: ComparedRun, differences: readonly RunDifference[]): ComparisonSummary {
  const ofVariants = differences.filter(({ path }) => path !== referencePath)
  const compared = ofVariants.filter(({ verdict }) => verdict !== 'not-compared')
  const changed = compared.flatMap((each) => (each.verdict === 'changed' ? [each] : []))
  const isQuick = [a, b].some(({ run }) => run.spec.mode === 'quick')
  return {
    compared: compared.length,
    changed: [...Map.groupBy(changed, ({ variant }) => variant)].map(([variant, ofVariant]) => {
      const better = ofVariant.filter(({ direction }) => direction === 'better').length
      return { variant, better, worse: ofVariant.length - better }
    }),
    reason: differences.some((each) => each.a && each.b) ? 'too-few-rounds' : 'nothing-in-common',
    isIndicative: changed.length > 0 && (isQuick || changed.some(hasFewRounds)),
    hasChangedBaseline: differences.some((each) => each.path === referencePath && each.verdict === 'changed'),
  }
}

const hasFewRounds = ({ a, b }: RunDifference): boolean =>
  [a, b].some((each) => each !== undefined && each.values.length < minimumToRank)
