import { describe, expect, it } from 'vitest'
import { busyShare, readCpuTime } from '../../../main/system/cpu.ts'

describe('busyShare', () => {
  it('is the busy part of the time between two readings', () => {
    expect(busyShare({ busyMs: 100, totalMs: 1000 }, { busyMs: 250, totalMs: 1600 })).toBe(0.25)
  })

  it('is nothing when no time has passed, and never out of bounds', () => {
    expect(busyShare({ busyMs: 1, totalMs: 1 }, { busyMs: 5, totalMs: 1 })).toBe(0)
    expect(busyShare({ busyMs: 0, totalMs: 0 }, { busyMs: 20, totalMs: 10 })).toBe(1)
    expect(busyShare({ busyMs: 9, totalMs: 0 }, { busyMs: 0, totalMs: 10 })).toBe(0)
  })
})

describe('readCpuTime', () => {
  it('counts up', () => {
    const { busyMs, totalMs } = readCpuTime()
    expect(busyMs).toBeGreaterThan(0)
    expect(totalMs).toBeGreaterThan(busyMs)
  })
})
