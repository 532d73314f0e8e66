import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bytes,
  duration,
  number,
  percent,
  quantity,
  range,
  ratio,
  scaled,
  scaleOf,
  time,
  withUnit,
} from '../../../../main/words/en/quantity.ts'

describe('a quantity', () => {
  it.each([
    [4.213e9, 'bit/s', '4.21 Gbit/s'],
    [987_654_321, 'bit/s', '988 Mbit/s'],
    [51_731, '1/s', '51.7 k/s'],
    [1_250_000, '1/s', '1.25 M/s'],
    [539, '1/s', '539 /s'],
    [12, 'bit/s', '12.0 bit/s'],
    [0, 'bit/s', '0 bit/s'],
    [0.0512, 'ms', '51.2 µs'],
    [12.34, 'ms', '12.3 ms'],
    [1500, 'ms', '1.50 s'],
    [7, 'count', '7'],
    [12_345.5, 'count', '12345.5'],
    [12.34, '%', '12.3 %'],
  ] as const)('reads %d %s as %s', (value, unit, words) => {
    expect(withUnit(value, scaleOf(unit, [value]))).toBe(words)
    expect(quantity(value, unit)).toBe(words)
  })

  it('has the scale of the largest of the values beside it', () => {
    const scale = scaleOf('bit/s', [9e9, 5e6])
    expect([9e9, 5e6].map((value) => scaled(value, scale))).toEqual(['9.00', '0.00500'])
  })

  it('never shows an exponent, and is right to half a percent', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e12, noNaN: true }), (value) => {
        const shown = number(value)
        expect(shown).toMatch(/^\d+(\.\d+)?$/)
        expect(Math.abs(Number(shown) - value)).toBeLessThanOrEqual(value * 0.005 + 1e-12)
      }),
    )
  })

  it('says durations, shares, ratios, sizes and times', () => {
    expect([85, 12_340, 200_000, 59_970, 3_720_000].map(duration)).toEqual([
      '85 ms',
      '12.3 s',
      '3 min 20 s',
      '1 min 00 s',
      '1 h 02 min',
    ])
    expect([0.0213, 0.34, 0.0999].map(percent)).toEqual(['2.1 %', '34 %', '10 %'])
    expect([0.987, 12.34].map(ratio)).toEqual(['0.99', '12.3'])
    expect([8 * 1024 ** 3, 221.4 * 1024 ** 2, 1536, 0].map(bytes)).toEqual(['8.00 GiB', '221 MiB', '1.50 KiB', '0 B'])
    expect(time(Date.UTC(2026, 10, 23, 19, 13, 5))).toBe('2026-11-23 19:13:05 UTC')
  })

  it('leaves out an interval that is not known', () => {
    expect(range({}, ratio)).toBe('')
  })
})
