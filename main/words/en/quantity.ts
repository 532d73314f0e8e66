import type { Unit } from '../../probes/probe.ts'

/** A median with its interval, where there are enough values for one. */
export interface Estimated {
  readonly median: number
  readonly interval?: { readonly low: number; readonly high: number }
}

/** How the values of one metric are shown side by side: all in the same unit. */
export interface Scale {
  readonly divisor: number
  readonly unit: string
}

const bitScales: readonly Scale[] = [
  { divisor: 1e9, unit: 'Gbit/s' },
  { divisor: 1e6, unit: 'Mbit/s' },
  { divisor: 1e3, unit: 'kbit/s' },
]
const rateScales: readonly Scale[] = [
  { divisor: 1e6, unit: 'M/s' },
  { divisor: 1e3, unit: 'k/s' },
]
const timeScales: readonly Scale[] = [
  { divisor: 1000, unit: 's' },
  { divisor: 1, unit: 'ms' },
  { divisor: 0.001, unit: 'µs' },
]

/** The scale in which the largest of `values` reads best. */
export function scaleOf(unit: Unit, values: readonly number[]): Scale {
  const largest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  const fitting = (scales: readonly Scale[]) => scales.find(({ divisor }) => largest >= divisor)
  switch (unit) {
    case 'bit/s':
      return fitting(bitScales) ?? { divisor: 1, unit: 'bit/s' }
    case 'ms':
      return largest === 0 ? { divisor: 1, unit: 'ms' } : (fitting(timeScales) ?? { divisor: 0.001, unit: 'µs' })
    case '%':
      return { divisor: 1, unit: '%' }
    case 's/GiB':
      return { divisor: 1, unit: 's/GiB' }
    case '1/s':
      return fitting(rateScales) ?? { divisor: 1, unit: '/s' }
    case 'count':
      return { divisor: 1, unit: '' }
  }
}

/** Three significant digits, never an exponent. */
export function number(value: number): string {
  const size = Math.abs(value)
  if (size >= 100 || value === 0) return value.toFixed(0)
  const decimals = Math.min(6, 2 - Math.floor(Math.log10(size)))
  return value.toFixed(decimals)
}

/** Counts are whole, or half where a median lies between two of them. */
export const scaled = (value: number, { divisor, unit }: Scale): string =>
  unit === '' ? String(Number(value.toFixed(1))) : number(value / divisor)

export const withUnit = (value: number, scale: Scale): string => `${scaled(value, scale)} ${scale.unit}`.trimEnd()

/** A value by itself: `9.12 Gbit/s`, `51.0 µs`. */
export const quantity = (value: number, unit: Unit): string => withUnit(value, scaleOf(unit, [value]))

export const ratio = (value: number): string => (Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2))

/** `low–high` or an empty text when there is no interval. */
export const range = ({ interval }: Pick<Estimated, 'interval'>, show: (value: number) => string): string =>
  interval ? `${show(interval.low)}–${show(interval.high)}` : ''

/** `1.18× (1.12–1.25)`; a bound that is not 1 is not shown as 1.00. */
export function ratioWords({ median, interval }: Estimated): string {
  const numbers = [median, ...(interval ? [interval.low, interval.high] : [])]
  const digits = [2, 3, 4].find((count) => numbers.every((value) => value === 1 || isToldFromOne(value, count))) ?? 2
  const [middle = '', low = '', high = ''] = numbers.map((value) => value.toFixed(digits))
  return interval ? `${middle}× (${low}–${high})` : `${middle}×`
}

/** `+3 (1–5)`: a difference in the metric's own unit. */
export function differenceWords({ median, interval }: Estimated): string {
  const middle = `${median > 0 ? '+' : ''}${number(median)}`
  return interval ? `${middle} (${number(interval.low)}–${number(interval.high)})` : middle
}

const isToldFromOne = (value: number, digits: number): boolean => Number(value.toFixed(digits)) !== 1

/** Of a value that is one of this machine: nodes that share a kernel have carried it, no network card has. */
export const hereText = (value: string): string => `${value} here`

export const percent = (share: number): string => `${(share * 100).toFixed(share < 0.0995 ? 1 : 0)} %`

/** `1 h 02 min`, `3 min 20 s`, `12.3 s`, `85 ms`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${ms.toFixed(0)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  if (seconds < 3600) return `${String(Math.floor(seconds / 60))} min ${two(seconds % 60)} s`
  return `${String(Math.floor(seconds / 3600))} h ${two(Math.floor((seconds % 3600) / 60))} min`
}

const byteScales: readonly Scale[] = [
  { divisor: 1024 ** 3, unit: 'GiB' },
  { divisor: 1024 ** 2, unit: 'MiB' },
  { divisor: 1024, unit: 'KiB' },
]

/** `8.00 GiB`, `221 MiB`, `512 B`. */
export function bytes(count: number): string {
  const { divisor, unit } = byteScales.find((scale) => Math.abs(count) >= scale.divisor) ?? { divisor: 1, unit: 'B' }
  return `${number(count / divisor)} ${unit}`
}

/** UTC, to the second. */
export const time = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').slice(0, 19) + ' UTC'
