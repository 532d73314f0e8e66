import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePackets } from '../../../../main/probes/wire/parse-packets.ts'
import { readCaptures } from '../../../../main/probes/wire/read-captures.ts'
import { fixture } from '../../fixture.ts'

const vxlan = fixture('wire/tcpdump-4.99.3-flannel-vxlan.txt')
const tunnels = fixture('wire/tcpdump-4.99.3-tunnels.txt')
const node = [
  { name: 'a', address: '172.18.0.4' },
  { name: 'b', address: '172.18.0.5' },
]

describe('packets as tcpdump prints them', () => {
  it('reads headers outermost first, with lengths of the IP packets', () => {
    expect(
      parsePackets(vxlan).find(({ interface: name, layers }) => name === 'eth0' && layers.length === 3),
    ).toMatchObject({
      direction: 'out',
      layers: [
        { protocol: 'UDP', to: '172.18.0.5:8472', bytes: 110 },
        { protocol: 'VXLAN', detail: 'VNI 1' },
        { protocol: 'TCP', to: '10.244.2.2:8080', bytes: 60, detail: '[S]' },
      ],
    })
  })

  it('takes what a bridge passes on to another host for received', () => {
    expect(vxlan).toMatch(/^\d+\.\d+ veth\w+ P /m)
    const passed = parsePackets(vxlan).filter(({ interface: name }) => name.startsWith('veth'))
    expect(new Set(passed.map(({ direction }) => direction))).toEqual(new Set(['in', 'out']))
  })

  it('has as many packets as there are in the text', () => {
    expect(parsePackets(vxlan)).toHaveLength(vxlan.match(/^\d{10}\./gm)?.length ?? 0)
  })

  it.each([
    ['Geneve', ['UDP', 'Geneve', 'TCP']],
    ['IP-in-IP', ['IP-in-IP', 'TCP']],
    ['VNI 77', ['UDP', 'VXLAN', 'ESP']],
    ['51871', ['UDP']],
    ['8285', ['UDP']],
  ])('knows the headers of %s', (of, protocols) => {
    const found = parsePackets(tunnels).find(({ layers }) => JSON.stringify(layers).includes(of))
    expect(found?.layers.map(({ protocol }) => protocol)).toEqual(protocols)
  })

  it('never throws, whatever becomes of the text', () => {
    fc.assert(
      fc.property(fc.nat(vxlan.length), fc.nat(400), fc.string(), (from, length, text) => {
        const packets = parsePackets(vxlan.slice(0, from) + text + vxlan.slice(from + length, from + 4000))
        expect(packets.every(({ seconds, hex }) => Number.isFinite(seconds) && /^[0-9a-f]*$/.test(hex))).toBe(true)
      }),
    )
  })
})

describe('packets of captures', () => {
  const marker = '0123456789abcdef0123456789abcdef'
  const capture = { place: 'a', isNode: true }
  const read = (sent: string) =>
    readCaptures([{ capture, packets: parsePackets(tunnels) }], [{ id: 'cross-node', marker: sent }], node)

  it('finds a marker by its bytes, under any header that leaves it readable', () => {
    const { sights } = read(marker)
    expect(sights.map(({ layers: [, tunnel] }) => tunnel?.protocol)).toEqual(['Geneve', 'TCP', undefined, 'VXLAN'])
    expect(sights.map(({ atUs }) => atUs)).toEqual(sights.map(({ atUs }) => atUs).toSorted((one, other) => one - other))
  })

  it('counts what passes between the nodes without one', () => {
    const { flows } = read(marker)
    expect(flows.map(({ layers }) => layers.at(-1)?.protocol).toSorted()).toEqual(['ESP', 'ESP', 'UDP'])
  })

  it('finds nothing of a marker that was not sent', () => {
    expect(read('f'.repeat(32))).toEqual({ sights: [], flows: [] })
  })

  it('is empty without packets', () => {
    expect(readCaptures([{ capture, packets: [] }], [{ id: 'cross-node', marker }], node)).toEqual({
      sights: [],
      flows: [],
    })
  })
})
