import { describe, expect, it } from 'vitest'
import { ariaSort, nextSort, sortedBy } from '../../../../renderer/components/results/sort.ts'

const up = { column: 'n', descending: false }
const down = { column: 'n', descending: true }
const rows = [{ n: 2 }, { n: undefined }, { n: 10 }, { n: 1 }]
const sorted = (sort: typeof up | undefined) => sortedBy(rows, sort, ({ n }) => n).map(({ n }) => n)

describe('sorting a table', () => {
  it('goes up, down, and back to the order there was', () => {
    expect(nextSort(undefined, 'n')).toEqual(up)
    expect(nextSort(up, 'n')).toEqual(down)
    expect(nextSort(down, 'n')).toBeUndefined()
    expect(nextSort(down, 'other')).toEqual({ column: 'other', descending: false })
  })

  it('puts rows without a value last either way', () => {
    expect(sorted(up)).toEqual([1, 2, 10, undefined])
    expect(sorted(down)).toEqual([10, 2, 1, undefined])
    expect(sorted(undefined)).toEqual([2, undefined, 10, 1])
  })

  it('reads numbers inside of words as numbers', () => {
    const names = ['round 10', 'round 9']
    expect(sortedBy(names, up, (name) => name)).toEqual(['round 9', 'round 10'])
  })

  it('keeps the order of rows that are equal', () => {
    const equal = [
      { n: 1, id: 'a' },
      { n: 1, id: 'b' },
    ]
    expect(sortedBy(equal, down, ({ n }) => n)).toEqual(equal)
  })

  it('is told to screen readers', () => {
    expect([ariaSort(up, 'n'), ariaSort(down, 'n'), ariaSort(up, 'm')]).toEqual(['ascending', 'descending', 'none'])
  })
})
