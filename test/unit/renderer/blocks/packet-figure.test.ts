import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PacketPathBlock, PacketStop } from '../../../../main/blocks/packet-path.ts'
import { packetFigure } from '../../../../renderer/components/blocks/packet-figure.ts'

const aStop = (place: string, name: string, change: Partial<PacketStop> = {}): PacketStop => ({
  place,
  interface: name,
  kind: 'other',
  direction: 'out',
  afterUs: 0,
  headers: [{ protocol: 'TCP' }],
  bytes: 60,
  isReadable: true,
  isWrapped: false,
  ...change,
})

const aPath = (stops: readonly PacketStop[]): PacketPathBlock => ({
  kind: 'packet-path',
  title: 'Between nodes',
  from: 'client',
  to: 'server-far',
  sentence: '',
  notes: [],
  stops,
})

const tunnelled = aPath([
  aStop('client', 'eth0', { kind: 'pod' }),
  aStop('worker', 'cni0', { kind: 'bridge' }),
  aStop('worker', 'eth0', { kind: 'node-link', isWrapped: true }),
  aStop('worker2', 'eth0', { kind: 'node-link', isWrapped: true }),
  aStop('worker2', 'cni0', { kind: 'bridge' }),
])
const onOneNode = aPath([aStop('client', 'eth0', { kind: 'pod' }), aStop('worker', 'cni0')])

const stop: fc.Arbitrary<PacketStop> = fc.record({
  place: fc.constantFrom('client', 'worker', 'worker2'),
  interface: fc.string({ minLength: 1, maxLength: 15 }),
  kind: fc.constantFrom('pod', 'pod-link', 'bridge', 'tunnel', 'node-link', 'other'),
  direction: fc.constantFrom('in', 'out', 'unknown'),
  afterUs: fc.nat(),
  headers: fc.array(fc.record({ protocol: fc.constantFrom('IPv4', 'UDP', 'VXLAN', 'TCP') })),
  bytes: fc.nat(9000),
  isReadable: fc.boolean(),
  isWrapped: fc.boolean(),
})

describe('the figure of a packet’s path', () => {
  it('has a stop for every sight, in their order, and an end where nothing was captured', () => {
    const { stops } = packetFigure(tunnelled, 900)
    expect(stops.map(({ title }) => title)).toEqual(['eth0', 'cni0', 'eth0', 'eth0', 'cni0', 'server'])
  })

  it('puts the interfaces of one place into one box', () => {
    const { zones } = packetFigure(tunnelled, 900)
    expect(zones.map(({ title }) => title)).toEqual(['client', 'worker', 'worker2', 'server-far'])
  })

  it('shows the packet inside another one between the nodes of a tunnel, and only there', () => {
    const { segments } = packetFigure(tunnelled, 900)
    expect(segments.filter(({ isWrapped }) => isWrapped)).toEqual([expect.objectContaining({ isWire: true })])
  })

  it('has no wire where a packet stays on its node', () => {
    const { segments } = packetFigure(onOneNode, 900)
    expect(segments.some(({ isWire }) => isWire)).toBe(false)
  })

  it('lays out any path from left to right, inside its boxes and its width', () => {
    fc.assert(
      fc.property(fc.array(stop), fc.integer({ min: 0, max: 3000 }), (seen, room) => {
        const { stops, zones, segments, width } = packetFigure(aPath(seen), room)
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
