import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Hop, Journey } from '../../../../main/findings/evidence/wire.ts'
import { journeyFigure } from '../../../../renderer/components/evidence/journey-figure.ts'
import { wireEvidence } from '../../builders/evidence/some-evidence.ts'

const journeyOf = (variant: string, id: Journey['id'] = 'cross-node'): Journey =>
  wireEvidence(variant).journeys.find((journey) => journey.id === id) ?? expect.fail(id)

const hop: fc.Arbitrary<Hop> = fc.record({
  place: fc.constantFrom('client', 'worker', 'worker2'),
  interface: fc.string({ minLength: 1, maxLength: 15 }),
  kind: fc.constantFrom('pod', 'pod-link', 'bridge', 'tunnel', 'node-link', 'other'),
  direction: fc.constantFrom('in', 'out', 'unknown'),
  afterUs: fc.nat(),
  headers: fc.array(fc.record({ protocol: fc.constantFrom('IPv4', 'UDP', 'VXLAN', 'TCP') })),
  bytes: fc.nat(9000),
  markerReadable: fc.boolean(),
})

describe('the figure of a journey', () => {
  it('has a stop for every sight, in their order, and an end where nothing was captured', () => {
    const journey = journeyOf('flannel/vxlan')
    const { stops } = journeyFigure(journey, 900)
    expect(stops.map(({ title }) => title)).toEqual([...journey.hops.map((each) => each.interface), 'server'])
  })

  it('puts the interfaces of one place into one box', () => {
    const { zones } = journeyFigure(journeyOf('flannel/vxlan'), 900)
    expect(zones.map(({ title }) => title)).toEqual(['client', 'worker', 'worker2', 'server-far'])
  })

  it('shows the packet inside another one between the nodes of a tunnel, and only there', () => {
    const wrapped = (variant: string) =>
      journeyFigure(journeyOf(variant), 900).segments.filter(({ isWrapped }) => isWrapped)
    expect(wrapped('flannel/vxlan')).toEqual([expect.objectContaining({ isWire: true })])
    expect(wrapped('kindnet')).toEqual([])
  })

  it('takes what is encrypted for a packet inside another one', () => {
    const { hops, ...journey } = journeyOf('kindnet')
    const headers = [{ protocol: 'IPv4' }, { protocol: 'UDP' }, { protocol: 'WireGuard' }]
    const { stops } = journeyFigure({ ...journey, hops: hops.map((each) => ({ ...each, headers })) }, 900)
    expect(stops.filter((stop) => stop.hop).every(({ isWrapped }) => isWrapped)).toBe(true)
  })

  it('has no wire where a packet stays on its node', () => {
    const { segments } = journeyFigure(journeyOf('flannel/vxlan', 'same-node'), 900)
    expect(segments.some(({ isWire }) => isWire)).toBe(false)
  })

  it('lays out any journey from left to right, inside its boxes and its width', () => {
    fc.assert(
      fc.property(fc.array(hop), fc.integer({ min: 0, max: 3000 }), (hops, room) => {
        const { stops, zones, segments, width } = journeyFigure({ ...journeyOf('kindnet'), hops }, room)
        const xs = stops.map(({ x }) => x)
        expect(xs).toEqual(xs.toSorted((a, b) => a - b))
        expect(segments).toHaveLength(stops.length - 1)
        for (const x of xs) expect(zones.some((zone) => zone.x < x && x < zone.x + zone.width)).toBe(true)
        for (const [n, zone] of zones.slice(1).entries()) {
          const before = zones[n] ?? expect.fail('there is a box before')
          expect(zone.x).toBeGreaterThan(before.x + before.width)
        }
        expect(zones.every((zone) => zone.x >= 0 && zone.x + zone.width <= width)).toBe(true)
      }),
    )
  })
})
