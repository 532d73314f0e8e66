import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lessIdle, readCounters, useBetween } from '../../../../main/probes/cost/counters.ts'
import { cost } from '../../../../main/probes/cost/cost.ts'
import { busyCost, quietCost } from '../../builders/cost-output.ts'
import { detailsOf, givesMeasurementOrLabError, mutationsOf } from '../mutations.ts'

describe('cost', () => {
  it('is the CPU time of a load without that of an idle machine, for what was carried', () => {
    const { metrics } = cost.parse(quietCost())
    // 0.6 CPU-seconds for half a GiB.
    expect(metrics.cpuPerGib).toBeCloseTo(1.2, 1)
    expect(metrics.softirqPerGib).toBeCloseTo(0.6, 1)
    expect(metrics.softirqShare).toBeCloseTo(50, 3)
    expect(metrics.cpuPerThousandConnections).toBeCloseTo(500, 3)
    // At least 0.8 CPU-seconds for the 100,000 packets of which some are lost.
    expect(metrics.cpuPerMillionPackets).toBeGreaterThanOrEqual(8_000)
    expect(metrics.idleShare).toBeCloseTo(10, 3)
  })

  it('names only metrics that the probe declares', () => {
    expect(Object.keys(cost.metrics)).toEqual(expect.arrayContaining(Object.keys(cost.parse(quietCost()).metrics)))
  })

  it('is not told from a machine that is busy with something else', () => {
    const { metrics } = cost.parse(busyCost)
    expect(Object.keys(metrics)).toEqual(['idleShare'])
    expect(metrics.idleShare).toBeGreaterThan(50)
  })

  it('is none where nothing was carried', () => {
    const failing = (from: RegExp, to: string) => detailsOf(() => cost.parse(quietCost().replace(from, to)))
    expect(failing(/^200$/m, '000')?.message).toContain('of 1000 requests 999 were answered')
    expect(failing(/@bulk\n[\s\S]*?(?=@counters)/, '@bulk\n{"error":"refused"}\n')?.message).toBe(
      'iperf3 says: refused',
    )
  })

  it('gives finite numbers, or says why not, whatever was printed', () => {
    fc.assert(
      fc.property(mutationsOf(quietCost()), (output) => givesMeasurementOrLabError(cost.parse, output)),
      { numRuns: 300 },
    )
  })
})

describe('counters of the CPU', () => {
  it('are read without fields that old kernels do not have', () => {
    expect(readCounters('cpu  1 2 3 4 5 6 7')).toEqual({ busyMs: 190, softirqMs: 70, totalMs: 280 })
  })

  it('never come to less than nothing, nor to more than was busy', () => {
    const one = fc.nat(100_000)
    const both = fc.record({ busyMs: one, softirqMs: one, totalMs: one })
    fc.assert(
      fc.property(both, both, both, (a, b, c) => {
        const idle = useBetween(a, b)
        const use = useBetween(b, c)
        const { busyMs } = lessIdle(use, idle)
        expect(busyMs).toBeGreaterThanOrEqual(0)
        expect(busyMs).toBeLessThanOrEqual(use.busyMs)
      }),
    )
  })
})
