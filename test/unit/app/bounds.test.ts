import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBounds, placeWindow, smallestSize, type Bounds } from '../../../main/app/bounds.ts'

const display = { x: 0, y: 25, width: 1920, height: 1055 }
const right = { x: 1920, y: 0, width: 2560, height: 1440 }

describe('placeWindow', () => {
  it('puts the first window into the middle of the main display', () => {
    expect(placeWindow(undefined, [display])).toEqual({ x: 280, y: 113, width: 1360, height: 880 })
  })

  it('leaves a window where it was, on whichever display', () => {
    const saved = { x: 2000, y: 100, width: 1500, height: 1000 }
    expect(placeWindow(saved, [display, right])).toEqual(saved)
  })

  it('brings a window back from a display that is gone', () => {
    const saved = { x: 2000, y: 100, width: 1500, height: 1000 }
    expect(placeWindow(saved, [display])).toEqual({ x: 420, y: 80, width: 1500, height: 1000 })
  })

  it('shrinks a window that has become too large', () => {
    expect(placeWindow({ x: -50, y: 0, width: 5000, height: 4000 }, [display])).toEqual(display)
  })

  it('shows the title bar of every window, and never makes one too small to use', () => {
    const number = fc.integer({ min: -100_000, max: 100_000 })
    const saved: fc.Arbitrary<Bounds> = fc.record({ x: number, y: number, width: number, height: number })
    fc.assert(
      fc.property(saved, (bounds) => {
        const { x, y, width, height } = placeWindow(bounds, [display, right])
        const inside = [display, right].some((each) => x >= each.x && x < each.x + each.width && y >= each.y)
        expect(inside && width >= smallestSize.width && height >= smallestSize.height).toBe(true)
      }),
    )
  })
})

describe('parseBounds', () => {
  it('takes what was saved, and nothing that is damaged', () => {
    const bounds = { x: 1, y: 2, width: 3, height: 4 }
    expect(parseBounds(JSON.stringify(bounds))).toEqual(bounds)
    for (const text of ['', '{', 'null', '[]', '{"x":1,"y":2,"width":3}', '{"x":1,"y":2,"width":3,"height":"4"}'])
      expect(parseBounds(text)).toBeUndefined()
  })
})
