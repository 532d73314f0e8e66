import { baselinePath, type Metric, type PathId } from '../probes/probe.ts'
import type { Estimate } from './findings.ts'
import type { Question } from './questions.ts'

/** `a`, `a and b`, `a, b and c`. */
export const listOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`

/** `1 sample`, `2 samples`. */
export const counted = (count: number, noun: string): string => `${String(count)} ${noun}${count === 1 ? '' : 's'}`

const pathName = (path: PathId): string => (path === baselinePath ? `${path}, the baseline` : path.replace('/', ' '))

/** Where and how it was measured: `pod-pod cross-node, one stream`. */
export const circumstances = ({ path, case: { title } }: Question): string =>
  `${pathName(path)}, ${title.charAt(0).toLowerCase()}${title.slice(1)}`

/** `1.18× (1.12–1.25)`; a bound that is not 1 is not shown as 1.00. */
export function ratioWords({ median, interval }: Pick<Estimate, 'median' | 'interval'>): string {
  const numbers = [median, ...(interval ? [interval.low, interval.high] : [])]
  const digits = [2, 3, 4].find((count) => numbers.every((number) => number === 1 || isToldFromOne(number, count))) ?? 2
  const [middle = '', low = '', high = ''] = numbers.map((number) => number.toFixed(digits))
  return interval ? `${middle}× (${low}–${high})` : `${middle}×`
}

const isToldFromOne = (number: number, digits: number): boolean => Number(number.toFixed(digits)) !== 1

/** The same ratio read the other way round. */
export const inverse = ({ median, interval }: Estimate): Pick<Estimate, 'median' | 'interval'> => ({
  median: 1 / median,
  ...(interval && { interval: { ...interval, low: 1 / interval.high, high: 1 / interval.low } }),
})

/** A value as a person reads it: `9.12 Gbit/s`, `0.051 ms`. */
export function quantity(value: number, unit: Metric['unit']): string {
  switch (unit) {
    case 'bit/s':
      return bitrate(value)
    case 'ms':
      return `${String(Number(value.toPrecision(3)))} ms`
    case '%':
      return `${value.toFixed(0)} %`
    case 'count':
      return value.toFixed(0)
  }
}

function bitrate(bitsPerSecond: number): string {
  const scales = [
    [1e9, 'Gbit/s'],
    [1e6, 'Mbit/s'],
    [1e3, 'kbit/s'],
  ] as const
  const [size, name] = scales.find(([from]) => bitsPerSecond >= from) ?? [1, 'bit/s']
  return `${String(Number((bitsPerSecond / size).toPrecision(3)))} ${name}`
}

/** What a unit measures, with the verb that goes with it. */
export function phrase({ unit, of }: Metric): {
  readonly verb: string
  readonly noun: string
  readonly better: string
} {
  switch (unit) {
    case 'bit/s':
      return { verb: 'carries', noun: 'throughput', better: 'highest' }
    case 'ms':
      return { verb: 'takes', noun: `time (${of})`, better: 'shortest' }
    case '%':
    case 'count':
      return { verb: 'has', noun: of, better: 'best' }
  }
}
