import type { PacketPathBlock, PacketStop } from '../../../main/blocks/packet-path.ts'
import { afterWords } from '../../../main/blocks/packet-table.ts'

/** A point of the way: an interface that saw the packet, or an end that nothing was captured in. */
export interface FigureStop {
  readonly x: number
  readonly title: string
  readonly kind: string
  readonly after: string
  /** Absent at an end without a capture. */
  readonly seen?: PacketStop
  /** Whether the packet was seen inside another one here. */
  readonly isWrapped: boolean
}

export interface Zone {
  readonly title: string
  readonly kind: 'pod' | 'node'
  readonly x: number
  readonly width: number
}

export interface Segment {
  readonly x1: number
  readonly x2: number
  readonly isWrapped: boolean
  readonly isWire: boolean
}

export interface PacketFigure {
  readonly width: number
  readonly zones: readonly Zone[]
  readonly stops: readonly FigureStop[]
  readonly segments: readonly Segment[]
}

const leastStep = 108
const mostStep = 190
const zoneGap = 34
const margin = 2

/** Short enough to stand under a stop. */
const kindWords: Readonly<Record<PacketStop['kind'], string>> = {
  pod: 'in the Pod',
  'pod-link': 'the Pod’s link',
  bridge: 'bridge',
  tunnel: 'tunnel',
  'node-link': 'the node’s link',
  other: 'device',
}

type Point = Omit<FigureStop, 'x'> & { readonly zone: string; readonly zoneKind: Zone['kind'] }

/** Where everything of a packet's way is drawn, from left to right in the order of time. `room` is the width there is, in pixels. */
export function packetFigure(path: PacketPathBlock, room: number): PacketFigure {
  const points = pointsOf(path)
  const breaks = points.map((point, n) => n > 0 && point.zone !== points[n - 1]?.zone)
  const gaps = breaks.filter(Boolean).length * zoneGap
  const step = Math.min(mostStep, Math.max(leastStep, (room - gaps - 2 * margin) / points.length))
  const stops = points.map((point, n) => ({
    ...point,
    x: margin + step * (n + 0.5) + breaks.slice(0, n + 1).filter(Boolean).length * zoneGap,
  }))
  return {
    width: Math.ceil(step * points.length + gaps + 2 * margin),
    zones: zonesOf(stops, step),
    stops,
    segments: stops.slice(1).flatMap((stop, n) => {
      const before = stops[n]
      return before ? [segmentOf(before, stop)] : []
    }),
  }
}

function pointsOf({ stops, from, to }: PacketPathBlock): readonly Point[] {
  const inside = stops.map((stop, n): Point => {
    const isPod = stop.kind === 'pod'
    return {
      seen: stop,
      title: stop.interface,
      kind: kindWords[stop.kind],
      after: afterWords(stop),
      isWrapped: stop.isWrapped,
      zone: isPod ? (n === 0 ? from : to) : stop.place,
      zoneKind: isPod ? 'pod' : 'node',
    }
  })
  const start = stops[0]?.kind === 'pod' ? [] : [endOf(from, 'client')]
  const end = stops.length > 1 && stops.at(-1)?.kind === 'pod' ? [] : [endOf(to, 'server')]
  return [...start, ...inside, ...end]
}

const endOf = (title: string, kind: string): Point => ({
  ...{ title: kind, kind: 'no capture here', after: '', isWrapped: false },
  ...{ zone: title, zoneKind: 'pod' },
})

/** Neighbours of one place are in one box. */
function zonesOf(stops: readonly (FigureStop & Point)[], step: number): readonly Zone[] {
  const zones: Zone[] = []
  for (const { zone, zoneKind, x } of stops) {
    const last = zones.at(-1)
    const left = x - step / 2 + 3
    if (last?.title === zone) zones.splice(-1, 1, { ...last, width: x + step / 2 - 3 - last.x })
    else zones.push({ title: zone, kind: zoneKind, x: left, width: step - 6 })
  }
  return zones
}

const segmentOf = (before: FigureStop & Point, after: FigureStop & Point): Segment => ({
  x1: before.x,
  x2: after.x,
  isWrapped: before.isWrapped && after.isWrapped,
  isWire: before.zoneKind === 'node' && after.zoneKind === 'node' && before.zone !== after.zone,
})
