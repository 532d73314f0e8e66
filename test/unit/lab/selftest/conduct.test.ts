import { expect, describe, it } from 'vitest'
import { conduct, type SelftestParts } from '../../../../main/lab/selftest/conduct.ts'
import { emptyJournal } from '../../../../main/lab/selftest/journal.ts'
import type { Outcome } from '../../../../main/lab/selftest/outcome.ts'
import { noiseOf } from '../../../../main/lab/selftest/noise-floor.ts'
import { tallyOf } from '../../../../main/lab/selftest/tally.ts'
import { twinExperiment } from '../../../../main/lab/selftest/twin-experiment.ts'
import { measuring } from '../../builders/probes.ts'
import { slowMachine, type SlowMachine } from './slow-machine.ts'

const { signal } = new AbortController()
const environment: SelftestParts['lab']['environment'] = {
  ...{ cnilab: '0.1.0', node: 'v24.0.0', os: 'test', kernel: '6.1', arch: 'x64', cpuModel: 'test', cores: 2 },
  ...{ memoryBytes: 8e9, tools: {} },
}

function aSelftest(machine: Partial<SlowMachine> = {}) {
  const runtime = slowMachine({ perRule: 0.002, noise: 0.02, seed: 1, ...machine })
  const { base, experiment } = twinExperiment(runtime.id, { seed: 1 })
  // The recorded outputs are of 30 requests.
  const short = { ...experiment, spec: { ...experiment.spec, intensity: { durationS: 1, requests: 30 } } }
  const told: Outcome[] = []
  const parts: SelftestParts = {
    base,
    experiment: short,
    lab: { runtime, environment, allProbes: measuring, concurrency: 2 },
    journal: emptyJournal(),
    watch: { calibrated: () => undefined, finished: (outcome) => told.push(outcome) },
  }
  return { runtime, parts, told }
}

describe('a self-test', () => {
  it('calibrates what a rule costs, and slows every question down by what was asked', async () => {
    const { parts } = aSelftest()
    const choice = { experiments: 1, slowDowns: [0.1], seed: 1, pairs: 12 }
    const { calibration, outcomes } = await conduct(choice, parts, signal)
    for (const { perRule } of calibration.costs) expect(perRule).toBeCloseTo(0.002, 3)
    const { slowed } = tallyOf(outcomes, calibration, { difference: 0.1 })
    expect(slowed[0]?.questions.length).toBeGreaterThanOrEqual(3)
    for (const { counts, seen } of slowed[0]?.questions ?? []) {
      expect(counts).toBe(true)
      expect(seen?.effect).toBeGreaterThan(0.08)
      expect(seen?.effect).toBeLessThan(0.14)
    }
  })

  it('finds the slowed one behind, and equal twins no different', async () => {
    const { parts, told } = aSelftest()
    const { calibration, outcomes } = await conduct(
      { experiments: 2, slowDowns: [0.2], seed: 3, pairs: 12 },
      parts,
      signal,
    )
    const { falseDifferences, slowed } = tallyOf(outcomes, calibration, { difference: 0.1 })
    expect(falseDifferences).toMatchObject({ count: 0, of: 2 })
    expect(slowed).toMatchObject([{ slowDown: 0.2, missed: { count: 0 }, wrongWay: { count: 0 } }])
    expect(slowed[0]?.missed.of).toBeGreaterThanOrEqual(6)
    expect(told).toEqual(outcomes)
  })

  it('tells how noisy a machine is from equal twins alone', async () => {
    const { parts } = aSelftest({ noise: 0.3 })
    const { calibration, outcomes } = await conduct({ experiments: 1, slowDowns: [], seed: 1, pairs: 6 }, parts, signal)
    expect(calibration.costs).toEqual([])
    for (const { spread } of noiseOf(outcomes)) expect(spread).toBeGreaterThan(0.1)
    expect(noiseOf(outcomes).length).toBeGreaterThanOrEqual(3)
  })

  it('closes every cluster that it makes', async () => {
    const { parts, runtime } = aSelftest()
    await conduct({ experiments: 1, slowDowns: [0.1], seed: 1, pairs: 6 }, parts, signal)
    expect(runtime.made).toHaveLength(6)
    expect(runtime.made.map((cluster) => (cluster as unknown as { timesClosed: number }).timesClosed)).toEqual(
      runtime.made.map(() => 1),
    )
  })

  it('does not do again what its journal has', async () => {
    const { parts, told } = aSelftest()
    const choice = { slowDowns: [0.1], seed: 1, pairs: 6 }
    const first = await conduct({ experiments: 1, ...choice }, parts, signal)
    const journal = { ...emptyJournal(), calibration: first.calibration, outcomes: [...first.outcomes] }
    const both = await conduct({ experiments: 2, ...choice }, { ...parts, journal }, signal)
    expect(both.outcomes.slice(0, 2)).toEqual(first.outcomes)
    expect(both.outcomes).toHaveLength(4)
    expect(told).toHaveLength(4)
  })
})
