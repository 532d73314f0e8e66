import { describe, expect, it } from 'vitest'
import { exitCodeOf, exitCodeOfRun } from '../../../main/cli/exit-codes.ts'
import type { RunEvent } from '../../../main/store/events.ts'
import { foldRun } from '../../../main/store/fold-run.ts'
import { anError, runStarted, sampleFailed, sampleMeasured, sampleTaken, stored } from '../builders/run-events.ts'

const code = (...events: readonly RunEvent[]) =>
  exitCodeOfRun(foldRun('a', stored([runStarted(), ...events]), () => true))
const failed = sampleFailed()
const complete: RunEvent = { type: 'run.finished', state: 'complete' }

describe('the exit code of a run', () => {
  it('is 0 when all was measured, also where a second try was needed', () => {
    expect(code(sampleTaken(1), sampleMeasured({ bitsPerSecond: 1 }), complete)).toBe(0)
    expect(code(sampleTaken(1), failed, sampleTaken(2), sampleMeasured({ bitsPerSecond: 1 }), complete)).toBe(0)
    expect(code(failed, sampleTaken(1), sampleMeasured({ bitsPerSecond: 1 }), complete)).toBe(0)
  })

  it('is 1 when something could not be measured, or could not even be started', () => {
    expect(code(sampleTaken(1), failed, sampleTaken(2), failed, complete)).toBe(1)
    expect(code(failed, failed, complete)).toBe(1)
  })

  it('is 1 when a variant dropped out', () => {
    expect(code({ type: 'variant.failed', variant: 'flannel/vxlan', error: anError() }, complete)).toBe(1)
  })

  it('is that of the error of a run that failed, and 130 of one that was cancelled', () => {
    expect(code({ type: 'run.finished', state: 'failed', error: anError({ code: 'no-memory' }) })).toBe(3)
    expect(code({ type: 'run.finished', state: 'failed' })).toBe(1)
    expect(code({ type: 'run.finished', state: 'cancelled' })).toBe(130)
  })
})

describe('the exit code of an error', () => {
  it.each([
    ['bad-usage', 2],
    ['unreadable-catalog', 2],
    ['no-engine', 3],
    ['kernel-lacks', 3],
    ['cluster-failed', 1],
    ['internal', 1],
  ] as const)('of %s is %d', (error, expected) => {
    expect(exitCodeOf(error)).toBe(expected)
  })
})
