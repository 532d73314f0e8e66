import { describe, expect, it } from 'vitest'
import { decide } from '../../../main/statistics/decide.ts'

const of = (...logs: readonly number[]) => ({ logRatios: new Map(logs.map((log, index) => [index + 1, log])) })
const times = (n: number, log: (index: number) => number) => of(...Array.from({ length: n }, (_, index) => log(index)))
const above = times(10, (index) => 0.2 + index / 100)
const below = times(10, (index) => -0.2 - index / 100)
const alternating = times(10, (index) => (index % 2 === 0 ? 0.2 : -0.2) + index / 1000)
const same = times(10, (index) => (index % 2 === 0 ? 0.01 : -0.01) + index / 10_000)
const look = { rounds: 10, alpha: 0.05 }

describe('what is decided', () => {
  it('is a side, equality, or nothing yet', () => {
    expect(decide([above, below, alternating, same], [look])).toEqual(['above', 'below', 'open', 'equal'])
  })

  it('takes a level that is shared over what is open', () => {
    const weak = of(1, 2, 3, 4, 5, 6)
    expect(decide([weak], [{ rounds: 6, alpha: 0.05 }])).toEqual(['above'])
    expect(decide([weak, alternating], [{ rounds: 6, alpha: 0.05 }])).toEqual(['open', 'open'])
  })

  it('steps down: what is refuted leaves its share to the others', () => {
    const weaker = times(10, (index) => (index === 0 ? -0.001 : 0.2 + index / 100))
    const alone = decide([weaker, alternating, alternating], [{ rounds: 10, alpha: 0.0079 }])
    const beside = decide([above, weaker, alternating], [{ rounds: 10, alpha: 0.0079 }])
    expect([alone[0], beside[1]]).toEqual(['open', 'above'])
  })

  it('stays decided, and looks at no round after its look', () => {
    const turning = times(20, (index) => (index < 10 ? 0.2 + index / 100 : -5))
    const looks = [look, { rounds: 20, alpha: 0.05 }]
    expect(decide([turning], looks)).toEqual(['above'])
    expect(decide([turning], looks.slice(1))).not.toEqual(['above'])
  })
})
