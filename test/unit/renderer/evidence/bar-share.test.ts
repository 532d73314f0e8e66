import { describe, expect, it } from 'vitest'
import { barShare } from '../../../../renderer/components/evidence/bar-share.ts'

describe('a bar', () => {
  it('is as long as its share of the largest of its row', () => {
    expect(barShare(10, [{ value: 10 }, { value: 40 }])).toBe('25.0%')
    expect(barShare(40, [{ value: 10 }, { value: 40 }, {}])).toBe('100.0%')
  })

  it('is seen however little there is, and not where there is nothing', () => {
    expect(barShare(1, [{ value: 1 }, { value: 100_000 }])).toBe('1.0%')
    expect(barShare(0, [{ value: 0 }, { value: 5 }])).toBe('0%')
    expect(barShare(0, [{ value: 0 }])).toBe('0%')
  })
})
