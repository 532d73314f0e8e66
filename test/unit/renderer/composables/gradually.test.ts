import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { gradually } from '../../../../renderer/composables/gradually.ts'

describe('gradually', () => {
  const nextFrame = () => vi.advanceTimersByTime(16)

  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('has two at once, and one more with each frame until all are there', () => {
    const shown = effectScope().run(() => gradually(shallowRef(['a', 'b', 'c', 'd'])))
    expect(shown?.value).toEqual(['a', 'b'])
    nextFrame()
    expect(shown?.value).toEqual(['a', 'b', 'c'])
    nextFrame()
    expect(shown?.value).toEqual(['a', 'b', 'c', 'd'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('shows another list of the same length at once', async () => {
    const list = shallowRef(['a', 'b', 'c'])
    const shown = effectScope().run(() => gradually(list))
    nextFrame()
    list.value = ['d', 'e', 'f']
    await Promise.resolve()
    expect(shown?.value).toEqual(['d', 'e', 'f'])
  })

  it('stops with what it is for', () => {
    const scope = effectScope()
    scope.run(() => gradually(shallowRef(['a', 'b', 'c'])))
    scope.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
