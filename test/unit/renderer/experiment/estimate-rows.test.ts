import { describe, expect, it } from 'vitest'
import type { CostEstimate } from '../../../../main/lab/estimate.ts'
import { estimateRows, roughly, size } from '../../../../renderer/components/experiment/estimate-rows.ts'

const estimate: CostEstimate = {
  samples: 72,
  durationMs: 400_000,
  parts: { createMs: 180_000, probeMs: 220_000, otherMs: 0 },
  longestMs: 400_000,
  rounds: [13, 18],
  decides: true,
  memoryBytes: 3.2 * 1024 ** 3,
  diskBytes: 0,
  basis: 'typical times',
}

const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ')

describe('roughly', () => {
  it.each([
    [0, '1 s'],
    [4_300, '4 s'],
    [41_900, '40 s'],
    [170_000, '3 min'],
    [59.7 * 60_000, '1 h'],
    [67 * 60_000, '1 h 05 min'],
  ])('says %d ms with no more digits than an estimate has: %s', (ms, text) => {
    expect(plain(roughly(ms))).toBe(text)
  })

  it('keeps a number with its unit', () => {
    expect(roughly(67 * 60_000)).not.toContain(' ')
  })
})

describe('size', () => {
  it('is in the unit that reads best', () => {
    expect([64, 999, 1024, 4915.2].map((mebibytes) => plain(size(mebibytes * 1024 ** 2)))).toEqual([
      '64.0 MiB',
      '999 MiB',
      '1.00 GiB',
      '4.80 GiB',
    ])
  })
})

describe('estimateRows', () => {
  it('says where the time goes', () => {
    const [time] = estimateRows(estimate)
    expect([time?.value, time?.note].map(plain)).toEqual(['about 7 min', 'clusters 3 min, probes 4 min, the rest 0 s'])
  })

  it('says the longest time where rounds may be added', () => {
    expect(plain(estimateRows({ ...estimate, longestMs: 800_000 })[0]?.note)).toBe('at most 13 min')
  })

  it('says where nothing can be decided', () => {
    const [, rounds] = estimateRows({ ...estimate, rounds: [4, 4], decides: false })
    expect(rounds).toMatchObject({ value: '4', note: 'too few to rank or equate anything' })
  })

  it('gives samples, memory and disk', () => {
    expect(
      estimateRows(estimate)
        .slice(1)
        .map(({ value }) => plain(value)),
    ).toEqual(['13 to 18', '72', 'about 3.20 GiB', '< 1 MiB'])
  })
})
