import { describe, expect, it } from 'vitest'
import { restartDelayMs } from '../../../main/app/restarts.ts'

describe('restartDelayMs', () => {
  it('waits twice as long each time a service dies again within a minute', () => {
    expect(restartDelayMs([1000])).toBe(250)
    expect(restartDelayMs([1000, 2000])).toBe(500)
    expect(restartDelayMs([1000, 2000, 3000, 4000, 5000])).toBe(4000)
  })

  it('forgets what is longer ago', () => {
    expect(restartDelayMs([1000, 2000, 3000, 100_000])).toBe(250)
  })

  it('gives up on a service that keeps dying', () => {
    expect(restartDelayMs([1, 2, 3, 4, 5, 6])).toBeUndefined()
  })
})
