import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../../../main/blocks/content.ts'
import { wireFacts } from '../../../../main/probes/wire/derive.ts'
import type { WireRecord } from '../../../../main/probes/wire/record.ts'
import { wireView } from '../../../../main/probes/wire/view.ts'
import { controlSentence, pathSentence, wireSentence } from '../../../../main/probes/wire/words.ts'
import { encrypted, recorded } from './record.ts'

const flannel = recorded('flannel-vxlan-0.28.10')
const factsOf = (record: WireRecord) => wireFacts(record, 'none')
const vxlan = (port: number, vni: number) => ({ kind: 'vxlan', port, vni })

describe('packet paths, from records of clusters', () => {
  it.each([
    ['flannel-vxlan-0.28.10', vxlan(8472, 1), 50, 1450],
    ['calico-vxlan-3.28.5', vxlan(4789, 4096), 50, 1450],
    ['cilium-vxlan-1.20.2', { kind: 'vxlan', port: 8472 }, 50, 1450],
    ['kindnet-stand-in', { kind: 'none' }, 0, 1500],
    ['netns-routed-linux', { kind: 'none' }, 0, undefined],
    ['netns-vxlan-linux', vxlan(8472, 1), 50, undefined],
  ])('of %s', (name, encapsulation, overheadBytes, pathBytes) => {
    const wire = factsOf(recorded(name))
    expect(wire).toMatchObject({
      problems: [],
      encapsulation,
      overheadBytes,
      marker: 'readable',
      sameNodeStays: true,
    })
    expect(wire.mtu?.pathBytes).toBe(pathBytes)
  })

  it('begins and ends in the Pods, and counts time from the first stop', () => {
    const hops = factsOf(flannel).paths.find(({ id }) => id === 'cross-node')?.stops ?? []
    expect(hops.map(({ kind }) => kind)).toEqual([
      'pod',
      'pod-link',
      'bridge',
      'tunnel',
      'node-link',
      'node-link',
      'tunnel',
      'bridge',
      'pod-link',
      'pod',
    ])
    expect(hops[0]).toMatchObject({ place: 'client', afterUs: 0, direction: 'out' })
    expect(hops.map(({ afterUs }) => afterUs)).toEqual(hops.map(({ afterUs }) => afterUs).toSorted((a, b) => a - b))
  })

  it('shows a Service’s address becoming the Pod’s, once', () => {
    const service = factsOf(flannel).paths.find(({ id }) => id === 'service')
    expect(service?.rewrites).toHaveLength(1)
    expect(service?.rewrites[0]).toMatchObject({ from: '10.96.189.190:8080', to: '10.244.2.2:8080' })
  })

  it('counts what was sent again once', () => {
    const again = {
      ...flannel,
      sights: flannel.sights.flatMap((sight) => [sight, { ...sight, atUs: sight.atUs + 2e5 }]),
    }
    expect(factsOf(again).paths).toEqual(factsOf(flannel).paths)
  })

  it('tell where the packet is inside another one', () => {
    const stops = factsOf(flannel).paths.find(({ id }) => id === 'cross-node')?.stops ?? []
    expect(stops.map(({ kind, isWrapped }) => [kind, isWrapped])).toEqual([
      ['pod', false],
      ['pod-link', false],
      ['bridge', false],
      ['tunnel', false],
      ['node-link', true],
      ['node-link', true],
      ['tunnel', false],
      ['bridge', false],
      ['pod-link', false],
      ['pod', false],
    ])
  })
})

describe('the view of the wire', () => {
  const view = wireView(
    ['flannel-vxlan-0.28.10', 'kindnet-stand-in'].map((name) => ({ variant: name, facts: factsOf(recorded(name)) })),
  )

  it('has the paths between nodes of all variants below each other, and what wraps them', () => {
    const [section] = view
    const table = section?.kind === 'section' && section.blocks[0]?.kind === 'table' ? section.blocks[0] : undefined
    expect(table?.groups[0]?.rows.map(({ head, cells }) => [head, ...cells.map(plainText)])).toEqual([
      [
        'flannel-vxlan-0.28.10',
        expect.stringContaining('[eth0] → [eth0]'),
        'VXLAN, UDP 8472, VNI 1 (50 B more a packet)',
      ],
      ['kindnet-stand-in', expect.not.stringContaining('['), 'none (0 B more a packet)'],
    ])
  })

  it('lets a variant be chosen, with its paths, its facts and captures to save', () => {
    const choice = view.find(({ kind }) => kind === 'choice')
    const [first] = choice?.kind === 'choice' ? choice.options : []
    expect(first?.blocks.map(({ kind }) => kind)).toEqual(['prose', 'choice', 'table', 'section'])
    const captures = first?.blocks.at(-1)
    const list = captures?.kind === 'section' ? captures.blocks[0] : undefined
    expect(list?.kind === 'prose' ? list.texts.map(plainText) : []).toHaveLength(4)
  })

  it('is nothing where no variant was captured', () => {
    expect(wireView([])).toEqual([])
  })
})

const nothingConcluded = {
  encapsulation: 'unknown',
  marker: 'unknown',
  sameNodeStays: 'unknown',
}

describe('captures that prove nothing', () => {
  const without = (keeps: (sight: WireRecord['sights'][number]) => boolean) => ({
    ...flannel,
    sights: flannel.sights.filter(keeps),
  })

  it.each([
    ['a filter that lets nothing pass', { ...flannel, sights: [], flows: [] }, 'was not seen'],
    ['node to node not seen', without(({ journey }) => journey !== 'host-host'), 'from node to node'],
    [
      'node to node seen by one node only',
      without(({ journey, place }) => journey !== 'host-host' || place === flannel.nodes[0]?.name),
      'was not seen at',
    ],
    ['the Pod’s own packet not seen', without(({ journey }) => journey === 'host-host'), 'the Pod’s own packet'],
    [
      'a capture that ended early',
      { ...flannel, captures: flannel.captures.map((each) => ({ ...each, problem: 'tcpdump ended.' })) },
      'tcpdump ended',
    ],
  ])('concludes nothing: %s', (_what, record, because) => {
    const wire = factsOf(record)
    expect(wire).toMatchObject(nothingConcluded)
    expect(wire.problems).not.toEqual([])
    expect(wireSentence(wire)).toContain(because)
  })

  it('never says more of fewer packets than that they can be read', () => {
    fc.assert(
      fc.property(fc.subarray(flannel.sights), (sights) => {
        const wire = factsOf({ ...flannel, sights })
        expect(wire.problems.length === 0 || (wire.marker === 'unknown' && wire.encapsulation === 'unknown')).toBe(true)
        expect(wire.encapsulation === 'unknown' || wire.encapsulation.kind === 'vxlan').toBe(true)
      }),
    )
  })

  it('says that a server gave no answer', () => {
    const sent = flannel.sent.map((each) =>
      each.id === 'cross-node' ? { ...each, answered: false, problem: 'curl: (7) Connection refused' } : each,
    )
    const record = { ...flannel, sent, sights: flannel.sights.filter(({ journey }) => journey !== 'cross-node') }
    const wire = factsOf(record)
    expect(wire).toMatchObject(nothingConcluded)
    const [path] = wire.paths
    expect(path && pathSentence(path)).toBe('Its packet was not seen: curl: (7) Connection refused.')
    expect(controlSentence(wire.problems)).toContain('Connection refused')
  })
})

describe('packets that cannot be read', () => {
  it.each([
    [
      { protocol: 'UDP', port: ':51871' },
      { kind: 'wireguard', port: 51871 },
    ],
    [{ protocol: 'ESP' }, { kind: 'esp' }],
    [{ protocol: 'UDP', port: ':4500' }, 'unknown'],
  ])('are known by %o', (outer, encapsulation) => {
    const record = encrypted(flannel, outer)
    expect(factsOf(record)).toMatchObject({ problems: [], marker: 'not-seen', encapsulation })
  })

  it('are unknown where nothing passed in their place', () => {
    const wire = factsOf({ ...encrypted(flannel, { protocol: 'ESP' }), flows: [] })
    expect(wire).toMatchObject({ marker: 'unknown', encapsulation: 'unknown' })
  })

  it('are those that leave the client’s node, not what comes back to it', () => {
    const record = encrypted(flannel, { protocol: 'ESP' })
    const flows = record.flows.map((flow) => ({ ...flow, direction: 'in' as const }))
    expect(factsOf({ ...record, flows })).toMatchObject({ marker: 'unknown', encapsulation: 'unknown' })
  })

  it('are not those that IPsec shows again where it has decrypted them', () => {
    const record = encrypted(flannel, { protocol: 'ESP' })
    const received = flannel.sights.filter(
      ({ journey, place, interface: name }) =>
        journey === 'cross-node' && place === flannel.nodes[1]?.name && name === 'eth0',
    )
    expect(received).toHaveLength(1)
    expect(factsOf({ ...record, sights: [...record.sights, ...received] }).marker).toBe('not-seen')
  })
})
