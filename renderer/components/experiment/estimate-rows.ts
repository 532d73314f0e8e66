import type { Estimate } from '../../../main/lab/estimate.ts'
import { bytes } from '../../../main/reports/quantity.ts'

export interface EstimateRow {
  readonly title: string
  readonly value: string
  readonly note?: string
}

/** `about 40 s`, `about 3 min`, `about 1 h 10 min`: no more digits than an estimate has. */
export function about(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 10) return `about ${String(Math.max(1, Math.round(seconds)))} s`
  if (seconds < 90) return `about ${String(Math.round(seconds / 5) * 5)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `about ${String(minutes)} min`
  const rounded = Math.round(minutes / 5) * 5
  const rest = rounded % 60
  return `about ${String(Math.floor(rounded / 60))} h${rest > 0 ? ` ${String(rest).padStart(2, '0')} min` : ''}`
}

const sizeOf = (count: number) => (count < 0.01 * 1024 ** 3 ? 'next to nothing' : `about ${bytes(count)}`)

export function estimateRows({
  samples,
  durationMs,
  parts,
  longestMs,
  memoryBytes,
  diskBytes,
}: Estimate): readonly EstimateRow[] {
  const { createMs, probeMs, otherMs } = parts
  const shares = [`clusters ${short(createMs)}`, `probes ${short(probeMs)}`, `the rest ${short(otherMs)}`]
  return [
    {
      title: 'Time',
      value: about(durationMs),
      note: longestMs > durationMs ? `at most ${short(longestMs)}` : shares.join(', '),
    },
    { title: 'Samples', value: String(samples) },
    { title: 'Memory', value: sizeOf(memoryBytes) },
    { title: 'Disk', value: sizeOf(diskBytes) },
  ]
}

const short = (ms: number) => (ms < 500 ? '0 s' : about(ms).slice('about '.length))
