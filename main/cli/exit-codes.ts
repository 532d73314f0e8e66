import { readingText } from '../experiment/cell-text.ts'
import type { RunRecord } from '../store/run-record.ts'
import type { ErrorCode } from '../system/errors.ts'

export const exitCodes = { done: 0, checkFailed: 1, badUsage: 2, unfit: 3, cancelled: 130 } as const

/** What a shell is told of an error: whether the command, the environment or the work itself was at fault. */
export function exitCodeOf(code: ErrorCode): number {
  switch (code) {
    case 'bad-usage':
    case 'unknown-name':
    case 'unreadable-catalog':
      return exitCodes.badUsage
    case 'no-engine':
    case 'missing-tool':
    case 'namespaces-forbidden':
    case 'kernel-lacks':
    case 'no-memory':
    case 'no-space':
    case 'machine-in-use':
    case 'download-failed':
    case 'checksum-mismatch':
    case 'store-failed':
      return exitCodes.unfit
    case 'command-failed':
    case 'timed-out':
    case 'cluster-failed':
    case 'not-ready':
    case 'probe-failed':
    case 'rejected':
    case 'unparsable-output':
    case 'internal':
      return exitCodes.checkFailed
  }
}

/** 0 only where everything that was asked for was measured. */
export function exitCodeOfRun({ state, error, variants, readings }: RunRecord): number {
  if (state === 'cancelled') return exitCodes.cancelled
  if (state === 'failed') return error ? exitCodeOf(error.code as ErrorCode) : exitCodes.checkFailed
  const recorded = new Set(readings.filter(({ outcome }) => outcome.state === 'recorded').map(readingText))
  const isMissing = readings.some((reading) => !recorded.has(readingText(reading)))
  return isMissing || variants.some((variant) => variant.error) ? exitCodes.checkFailed : exitCodes.done
}
