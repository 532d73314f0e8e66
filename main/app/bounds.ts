import { z } from 'zod'
import { jsonOf } from '../system/json.ts'

const boundsSchema = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() })
export type Bounds = Readonly<z.infer<typeof boundsSchema>>

export const smallestSize = { width: 1024, height: 700 } as const
const usualSize = { width: 1360, height: 880 } as const

/**
 * Where the window goes: where it was, moved and shrunk into the display it overlaps most. A display may be gone, or smaller than it was.
 * @param displays work areas, the main one first
 */
export function placeWindow(saved: Bounds | undefined, displays: readonly [Bounds, ...Bounds[]]): Bounds {
  const wanted = saved ?? centred(displays[0])
  const display = displays.reduce((best, each) => (overlap(wanted, each) > overlap(wanted, best) ? each : best))
  const width = within(wanted.width, smallestSize.width, display.width)
  const height = within(wanted.height, smallestSize.height, display.height)
  return {
    x: within(wanted.x, display.x, display.x + display.width - width),
    y: within(wanted.y, display.y, display.y + display.height - height),
    width,
    height,
  }
}

/** What was saved, if it is whole; a damaged file is as good as none. */
export const parseBounds = (text: string): Bounds | undefined => boundsSchema.safeParse(jsonOf(text)).data

function centred(display: Bounds): Bounds {
  const { width, height } = usualSize
  const middle = (start: number, whole: number, part: number) => Math.round(start + (whole - part) / 2)
  return { x: middle(display.x, display.width, width), y: middle(display.y, display.height, height), width, height }
}

/** Not below `least`, even where `most` is. */
const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most))

function overlap(a: Bounds, b: Bounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, width) * Math.max(0, height)
}
