import type { CostEstimate } from '../../../main/lab/estimate.ts'
import { number } from '../../../main/words/en/quantity.ts'

export interface EstimateRow {
  readonly title: string
  readonly value: string
  readonly note?: string
}

/** A number stays with its unit. */
const together = (text: string) => text.replaceAll(' ', '\u00a0')

/** `40 s`, `3 min`, `1 h 10 min`: no more digits than an estimate has. */
export function roughly(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 10) return together(`${String(Math.max(1, Math.round(seconds)))} s`)
  if (seconds < 90) return together(`${String(Math.round(seconds / 5) * 5)} s`)
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return together(`${String(minutes)} min`)
  const rounded = Math.round(minutes / 5) * 5
  const rest = rounded % 60
  return together(`${String(Math.floor(rounded / 60))} h${rest > 0 ? ` ${String(rest).padStart(2, '0')} min` : ''}`)
}

/** `64 MiB`, `1.20 GiB`. */
export function size(count: number): string {
  const mebibytes = count / 1024 ** 2
  return together(mebibytes < 1000 ? `${number(mebibytes)} MiB` : `${number(mebibytes / 1024)} GiB`)
}

const sizeOf = (count: number) => (count < 1024 ** 2 ? '< 1 MiB' : `about ${size(count)}`)

export function estimateRows({
  samples,
  durationMs,
  parts,
  longestMs,
  rounds: [fewest, most],
  decides,
  memoryBytes,
  diskBytes,
}: CostEstimate): readonly EstimateRow[] {
  const { createMs, probeMs, otherMs } = parts
  const shares = [`clusters ${short(createMs)}`, `probes ${short(probeMs)}`, `the rest ${short(otherMs)}`]
  return [
    {
      title: 'Time',
      value: `about ${roughly(durationMs)}`,
      note: longestMs > durationMs ? `at most ${short(longestMs)}` : shares.join(', '),
    },
    {
      title: 'Rounds',
      value: fewest === most ? String(most) : `${String(fewest)} to ${String(most)}`,
      ...(!decides && { note: 'too few to rank or equate anything' }),
    },
    { title: 'Samples', value: String(samples) },
    { title: 'Memory', value: sizeOf(memoryBytes) },
    { title: 'Disk', value: sizeOf(diskBytes) },
  ]
}

const short = (ms: number) => (ms < 500 ? together('0 s') : roughly(ms))
