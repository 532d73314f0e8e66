import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { failuresOf, samplesOf } from '../../../main/findings/samples.ts'
import { aProbe } from '../builders/probes.ts'
import { aRecorded, readingOfSample } from '../builders/readings.ts'
import { aLatencyProbe, anError, aSampleKey } from '../builders/run-events.ts'
import { aRun, aSample } from './build-run.ts'

describe('samples', () => {
  it('are the readings with numbers, with what was measured', () => {
    const samples = [aSample(), aSample({ round: 2, state: 'failed' }), aSample({ round: 3, state: 'unread' })]
    const once = aRecorded('netns/routed', 'wire', {})
    expect(samplesOf(aRun({ readings: [...samples.map(readingOfSample), once] }))).toEqual(samples)
  })

  it('have the numbers that their probe makes of its record', () => {
    const counting = aProbe('counting', () => Promise.resolve(null), {
      record: z.object({ lines: z.array(z.string()) }),
      numbers: (record) => ({
        metrics: { lines: z.object({ lines: z.array(z.string()) }).parse(record).lines.length },
      }),
    })
    const probes = [{ ...aLatencyProbe(), id: 'counting' }]
    const reading = { ...aRecorded('netns/routed', 'counting', { lines: ['a', 'b'] }), round: 1 }
    const broken = { ...reading, round: 2, outcome: { state: 'recorded' as const, record: { lines: 'none' } } }
    expect(
      samplesOf(aRun({ probes, readings: [reading, broken] }), [counting]).map(({ outcome }) => outcome),
    ).toMatchObject([
      { state: 'measured', metrics: { lines: 2 } },
      { state: 'failed', error: { code: 'unparsable-output' } },
    ])
  })

  it('are read of a probe that nobody here knows, where its numbers are of the usual shape', () => {
    const probes = [aLatencyProbe({ id: 'from-elsewhere' })]
    const sample = aSample({ probe: 'from-elsewhere', metrics: { firstByteMs: 3 } })
    expect(samplesOf(aRun({ probes, samples: [sample] }))).toEqual([sample])
  })

  it('are apart from what failed before anything was printed', () => {
    const failure = { ...aSampleKey({ variant: 'netns/routed' }), error: anError() }
    const run = aRun({ samples: [aSample()], failures: [failure] })
    expect(failuresOf(run)).toEqual([failure])
    expect(samplesOf(run)).toHaveLength(1)
  })

  it('last from the first output of their reading to its last', () => {
    const reading = readingOfSample(aSample({ startedAtMs: 100, durationMs: 10 }))
    const [output] = reading.outputs
    const outputs = output ? [output, { ...output, raw: 9999, startedAtMs: 200, durationMs: 30 }] : []
    expect(samplesOf(aRun({ readings: [{ ...reading, outputs }] }))).toMatchObject([
      { raw: 9999, startedAtMs: 100, durationMs: 130 },
    ])
  })
})
