import type { Hop, Journey } from '../../../main/findings/evidence/wire.ts'

/** A point of the way: an interface that saw the packet, or an end that nothing was captured in. */
export interface Stop {
  readonly x: number
  readonly title: string
  readonly kind: string
  readonly after: string
  /** Absent at an end without a capture. */
  readonly hop?: Hop
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

export interface JourneyFigure {
  readonly width: number
  readonly zones: readonly Zone[]
  readonly stops: readonly Stop[]
  readonly segments: readonly Segment[]
}

const leastStep = 108
const mostStep = 190
const zoneGap = 34
const margin = 2

/** Short enough to stand under a stop. */
const kindWords: Readonly<Record<Hop['kind'], string>> = {
  pod: 'in the Pod',
  'pod-link': 'the Pod’s link',
  bridge: 'bridge',
  tunnel: 'tunnel',
  'node-link': 'the node’s link',
  other: 'device',
}

type Point = Omit<Stop, 'x'> & { readonly zone: string; readonly zoneKind: Zone['kind'] }

/** Where everything of a packet's way is drawn, from left to right in the order of time. `room` is the width there is, in pixels. */
export function journeyFigure(journey: Journey, room: number): JourneyFigure {
  const points = pointsOf(journey)
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

function pointsOf({ hops, from, to }: Journey): readonly Point[] {
  const inside = hops.map((hop, n): Point => {
    const isPod = hop.kind === 'pod'
    return {
      hop,
      title: hop.interface,
      kind: kindWords[hop.kind],
      after: `+${hop.afterUs.toFixed(0)} µs`,
      isWrapped: isWrapped(hop),
      zone: isPod ? (n === 0 ? from : to) : hop.place,
      zoneKind: isPod ? 'pod' : 'node',
    }
  })
  const start = hops[0]?.kind === 'pod' ? [] : [endOf(from, 'client')]
  const end = hops.length > 1 && hops.at(-1)?.kind === 'pod' ? [] : [endOf(to, 'server')]
  return [...start, ...inside, ...end]
}

const endOf = (title: string, kind: string): Point => ({
  ...{ title: kind, kind: 'no capture here', after: '', isWrapped: false },
  ...{ zone: title, zoneKind: 'pod' },
})

/** Neighbours of one place are in one box. */
function zonesOf(stops: readonly (Stop & Point)[], step: number): readonly Zone[] {
  const zones: Zone[] = []
  for (const { zone, zoneKind, x } of stops) {
    const last = zones.at(-1)
    const left = x - step / 2 + 3
    if (last?.title === zone) zones.splice(-1, 1, { ...last, width: x + step / 2 - 3 - last.x })
    else zones.push({ title: zone, kind: zoneKind, x: left, width: step - 6 })
  }
  return zones
}

const segmentOf = (before: Stop & Point, after: Stop & Point): Segment => ({
  x1: before.x,
  x2: after.x,
  isWrapped: before.isWrapped && after.isWrapped,
  isWire: before.zoneKind === 'node' && after.zoneKind === 'node' && before.zone !== after.zone,
})

/** More than one network header, or one that stands for what is inside and cannot be read. */
export const isWrapped = ({ headers }: Pick<Hop, 'headers'>): boolean =>
  headers.filter(({ protocol }) => /^ip(v?[46])?\b/i.test(protocol)).length > 1 ||
  headers.some(({ protocol }) => /^(vxlan|geneve|wireguard|esp|otv)\b/i.test(protocol))
