import type { CellKey } from '../experiment/cell-key.ts'
import { cellText } from '../experiment/cell-text.ts'
import type { RunRecord } from '../store/run-record.ts'
import { failuresOf, samplesOf, type Sample } from './samples.ts'

export type Measured = Extract<Sample['outcome'], { state: 'measured' }>
export type MeasuredSample = Sample & { readonly outcome: Measured }

export interface Series {
  /** One per round, in the order of rounds. */
  readonly samples: readonly MeasuredSample[]
  /** Executions that gave no measurement. */
  readonly failed: number
}

const emptySeries: Series = { samples: [], failed: 0 }

/** Samples by what they measure. A round that was measured twice, as after an interruption, counts with its last output. */
export function seriesOf(run: RunRecord): (key: CellKey) => Series {
  const samples = Map.groupBy(samplesOf(run), cellText)
  const failures = Map.groupBy(failuresOf(run), cellText)
  const all = new Map<string, Series>()
  for (const key of new Set([...samples.keys(), ...failures.keys()])) {
    const taken = samples.get(key) ?? []
    all.set(key, {
      samples: lastOfEachRound(taken.filter(isMeasured)),
      failed: taken.filter((sample) => !isMeasured(sample)).length + (failures.get(key)?.length ?? 0),
    })
  }
  return (key) => all.get(cellText(key)) ?? emptySeries
}

const isMeasured = (sample: Sample): sample is MeasuredSample => sample.outcome.state === 'measured'

function lastOfEachRound(samples: readonly MeasuredSample[]): readonly MeasuredSample[] {
  const byRaw = samples.toSorted((a, b) => a.raw - b.raw)
  return [...new Map(byRaw.map((sample) => [sample.round, sample])).values()].sort((a, b) => a.round - b.round)
}

/** Round → value of one metric; what is not a finite number is left out. */
export function valuesByRound({ samples }: Series, metric: string): ReadonlyMap<number, number> {
  return new Map(
    samples.flatMap(({ round, outcome }) => {
      const value = outcome.metrics[metric]
      return value === undefined || !Number.isFinite(value) ? [] : [[round, value] as const]
    }),
  )
}

/** Differences of the rounds that both have. */
export const differencesByRound = (
  values: ReadonlyMap<number, number>,
  others: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> =>
  new Map(
    [...values].flatMap(([round, value]) => {
      const other = others.get(round)
      return other === undefined ? [] : [[round, value - other] as const]
    }),
  )

/** Quotients of the rounds that both have, where there is a quotient: both above zero. */
export function ratiosByRound(
  numerators: ReadonlyMap<number, number>,
  denominators: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  return new Map(
    [...numerators].flatMap(([round, numerator]) => {
      const denominator = denominators.get(round)
      if (denominator === undefined || numerator <= 0 || denominator <= 0) return []
      const ratio = numerator / denominator
      return ratio > 0 && Number.isFinite(ratio) ? [[round, ratio] as const] : []
    }),
  )
}
