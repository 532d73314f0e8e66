import type { SamplesOf } from './samples-of.ts'

/** Bars with whiskers: a value of each variant, by group. */
export interface BarChart {
  readonly as: 'bars'
  /** In the unit of `value`, e.g. `Gbit/s`; `×` for ratios. */
  readonly unit: string
  /** Of the axis; the unit unless given. */
  readonly axis?: string
  readonly better: 'higher' | 'lower' | 'neither'
  readonly groups: readonly { readonly title: string; readonly bars: readonly Bar[] }[]
  /** Where bars begin, and a line is drawn: 1 for ratios. */
  readonly reference?: number
}

export interface Bar {
  readonly variant: string
  readonly value: number
  readonly low?: number
  readonly high?: number
  /** Single executions. */
  readonly dots: readonly number[]
  /** The value with its unit. */
  readonly text: string
  /** The page leads to them. */
  readonly samples?: SamplesOf
}

/** Lines over a common axis: time of a series, or the axis of a sweep. */
export interface LineChart {
  readonly as: 'lines'
  readonly x: { readonly title: string; readonly unit: string; readonly isLog?: boolean }
  readonly y: { readonly title: string; readonly unit: string }
  readonly lines: readonly {
    readonly variant: string
    /** Beside the variant, where it has several lines. */
    readonly title?: string
    readonly points: readonly {
      readonly x: number
      readonly y: number
      readonly low?: number
      readonly high?: number
    }[]
  }[]
}

/** A point and a whisker for each variant, all on one axis: how each compares with the same one. */
export interface IntervalChart {
  readonly as: 'intervals'
  readonly axis: string
  readonly better: 'higher' | 'lower' | 'neither'
  /** Where a line is drawn: 1 for ratios. */
  readonly reference: number
  readonly rows: readonly IntervalRow[]
}

export interface IntervalRow {
  readonly variant: string
  readonly value: number
  readonly low?: number
  readonly high?: number
  /** The value with its interval and its unit. */
  readonly text: string
  /** The page leads to them. */
  readonly samples?: SamplesOf
}

export type Chart = BarChart | LineChart | IntervalChart
