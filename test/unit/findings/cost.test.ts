import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costOf } from '../../../main/findings/cost.ts'
import type { StepRecord } from '../../../main/store/run-record.ts'
import { aRun, aSample } from './build-run.ts'

const step = (kind: StepRecord['kind'], startedAtMs: number, durationMs: number): StepRecord => ({
  variant: null,
  title: kind,
  kind,
  startedAtMs,
  durationMs,
})

describe('the cost of a run', () => {
  it('adds up spans by kind, and counts the rest as overhead, pauses and deletes included', () => {
    const run = aRun({
      steps: [
        step('create', 0, 20_000),
        step('wait', 20_000, 10_000),
        step('pause', 70_000, 2_000),
        step('delete', 90_000, 5_000),
      ],
      samples: [aSample({ startedAtMs: 30_000, durationMs: 40_000 })],
    })
    expect(costOf(run)).toEqual({
      wallMs: 100_000,
      createMs: 20_000,
      waitMs: 10_000,
      probeMs: 40_000,
      pauseMs: 2_000,
      deleteMs: 5_000,
      overheadMs: 30_000,
      turns: { count: 1, probeMs: 40_000, waitMs: 0, pauseMs: 0 },
    })
  })

  it('tells what a turn is made of, from the first sample to the last', () => {
    const run = aRun({
      steps: [step('wait', 0, 9_000), step('pause', 20_000, 1_000), step('wait', 21_000, 4_000)],
      samples: [
        aSample({ round: 1, startedAtMs: 10_000, durationMs: 5_000 }),
        aSample({ round: 1, startedAtMs: 15_000, durationMs: 5_000, path: 'host-host' }),
        aSample({ round: 2, startedAtMs: 25_000, durationMs: 8_000 }),
      ],
    })
    expect(costOf(run).turns).toEqual({ count: 2, probeMs: 9_000, waitMs: 2_000, pauseMs: 500 })
  })

  it('counts overlapping spans once, and for the kind that comes first', () => {
    const run = aRun({
      steps: [
        step('create', 0, 30_000),
        step('create', 10_000, 30_000),
        step('wait', 20_000, 40_000),
        step('delete', 50_000, 20_000),
      ],
    })
    expect(costOf(run)).toMatchObject({ createMs: 40_000, waitMs: 20_000, deleteMs: 10_000, overheadMs: 40_000 })
  })

  it('leaves other steps to the overhead', () => {
    expect(costOf(aRun({ steps: [step('other', 0, 50_000)] })).overheadMs).toBe(100_000)
  })

  it('ends with the last span when the run has no end', () => {
    const { endedAtMs, ...run } = aRun({
      state: 'interrupted',
      steps: [step('create', 0, 20_000), step('wait', 30_000, 5_000)],
    })
    expect(endedAtMs).toBeDefined()
    expect(costOf(run)).toMatchObject({ wallMs: 35_000, overheadMs: 10_000 })
  })

  it('is zero for a run of no time', () => {
    const { endedAtMs, ...run } = aRun({ state: 'interrupted' })
    expect(endedAtMs).toBeDefined()
    expect(costOf(run)).toMatchObject({ wallMs: 0, overheadMs: 0 })
  })

  it('never counts a moment twice, whatever overlaps', () => {
    const anyStep = fc
      .tuple(
        fc.constantFrom('create' as const, 'wait' as const, 'pause' as const, 'delete' as const, 'other' as const),
        fc.integer({ min: -10, max: 120 }),
        fc.nat(80),
      )
      .map(([kind, startedAtMs, durationMs]) => step(kind, startedAtMs, durationMs))
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 12 }), (steps) => {
        const cost = costOf(aRun({ steps, endedAtMs: 100 }))
        // Millisecond by millisecond, the slow way.
        const isIn = (atMs: number) => (one: StepRecord) =>
          one.startedAtMs <= atMs && atMs < one.startedAtMs + one.durationMs
        const kindAt = (atMs: number) =>
          ['create', 'wait', 'pause', 'delete'].find((kind) =>
            steps.filter(isIn(atMs)).some((one) => one.kind === kind),
          )
        const at = Array.from({ length: 100 }, (_, index) => kindAt(index))
        const count = (kind: string) => at.filter((one) => one === kind).length
        expect(cost).toMatchObject({
          createMs: count('create'),
          waitMs: count('wait'),
          pauseMs: count('pause'),
          deleteMs: count('delete'),
          overheadMs: 100 - count('create') - count('wait'),
        })
      }),
    )
  })
})
