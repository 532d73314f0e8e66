import { describe, expect, it } from 'vitest'
import type { Estimate } from '../../../../main/lab/estimate.ts'
import { about, estimateRows } from '../../../../renderer/components/experiment/estimate-rows.ts'

const estimate: Estimate = {
  samples: 72,
  durationMs: 400_000,
  parts: { createMs: 180_000, probeMs: 220_000, otherMs: 0 },
  longestMs: 400_000,
  memoryBytes: 3.2 * 1024 ** 3,
  diskBytes: 0,
  basis: 'typical times',
}

describe('about', () => {
  it.each([
    [0, 'about 1 s'],
    [4_300, 'about 4 s'],
    [41_900, 'about 40 s'],
    [170_000, 'about 3 min'],
    [59.7 * 60_000, 'about 1 h'],
    [67 * 60_000, 'about 1 h 05 min'],
  ])('says %d ms with no more digits than an estimate has: %s', (ms, text) => {
    expect(about(ms)).toBe(text)
  })
})

describe('estimateRows', () => {
  it('says where the time goes', () => {
    const [time] = estimateRows(estimate)
    expect(time).toEqual({ title: 'Time', value: 'about 7 min', note: 'clusters 3 min, probes 4 min, the rest 0 s' })
  })

  it('says the longest time where rounds may be added', () => {
    expect(estimateRows({ ...estimate, longestMs: 800_000 })[0]?.note).toBe('at most 13 min')
  })

  it('gives samples, memory and disk', () => {
    expect(
      estimateRows(estimate)
        .slice(1)
        .map(({ value }) => value),
    ).toEqual(['72', 'about 3.20 GiB', 'next to nothing'])
  })
})
