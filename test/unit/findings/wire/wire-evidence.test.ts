import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wireEvidenceOf, wireOf } from '../../../../main/findings/wire/wire-evidence.ts'
import type { WireRecord } from '../../../../main/probes/wire/record.ts'
import { generatedRun } from '../../builders/generated-run.ts'
import { jsonFixture } from '../../fixture.ts'
import { encrypted, recorded } from './record.ts'

const flannel = recorded('flannel-vxlan-0.28.10')
const vxlan = (port: number, vni: number) => ({ kind: 'vxlan', port, vni })

describe('the way of packets, from records of clusters', () => {
  it.each([
    ['flannel-vxlan-0.28.10', vxlan(8472, 1), 50, 1450],
    ['calico-vxlan-3.28.5', vxlan(4789, 4096), 50, 1450],
    ['cilium-vxlan-1.20.2', { kind: 'vxlan', port: 8472 }, 50, 1450],
    ['kindnet-stand-in', { kind: 'none' }, 0, 1500],
    ['netns-routed-linux', { kind: 'none' }, 0, undefined],
    ['netns-vxlan-linux', vxlan(8472, 1), 50, undefined],
  ])('of %s', (name, encapsulation, overheadBytes, pathBytes) => {
    const wire = wireOf(name, recorded(name))
    expect(wire).toMatchObject({
      control: { seen: true },
      encapsulation,
      overheadBytes,
      marker: 'readable',
      sameNodeStays: true,
    })
    expect(wire.mtu?.pathBytes).toBe(pathBytes)
  })

  it('begins and ends in the Pods, and counts time from the first sight', () => {
    const hops = wireOf('v', flannel).journeys.find(({ id }) => id === 'cross-node')?.hops ?? []
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
    const service = wireOf('v', flannel).journeys.find(({ id }) => id === 'service')
    expect(service?.rewrites).toHaveLength(1)
    expect(service?.rewrites[0]).toMatchObject({ from: '10.96.189.190:8080', to: '10.244.2.2:8080' })
  })

  it('counts what was sent again once', () => {
    const again = {
      ...flannel,
      sights: flannel.sights.flatMap((sight) => [sight, { ...sight, atUs: sight.atUs + 2e5 }]),
    }
    expect(wireOf('v', again).journeys).toEqual(wireOf('v', flannel).journeys)
  })

  it('is in the evidence of a run, by variant', () => {
    const { run } = generatedRun()
    const end = {
      variant: 'flannel/vxlan',
      inspection: 'wire',
      startedAtMs: 1,
      durationMs: 1,
      state: 'recorded',
    } as const
    const record = JSON.parse(JSON.stringify(flannel)) as never
    expect(wireEvidenceOf({ ...run, inspectionEnds: [{ ...end, record }] })).toMatchObject([
      { variant: 'flannel/vxlan' },
    ])
    expect(wireEvidenceOf({ ...run, inspectionEnds: [{ ...end, record: {} }] })).toEqual([])
    expect(jsonFixture('wire/record-flannel-vxlan-0.28.10.json')).toEqual(record)
  })
})

const nothingConcluded = {
  control: { seen: false },
  encapsulation: 'unknown',
  marker: 'unknown',
  sameNodeStays: 'unknown',
}

describe('a look that proves nothing', () => {
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
    const wire = wireOf('v', record)
    expect(wire).toMatchObject(nothingConcluded)
    expect(wire.sentence).toContain(because)
  })

  it('never says more of fewer packets than that they can be read', () => {
    fc.assert(
      fc.property(fc.subarray(flannel.sights), (sights) => {
        const wire = wireOf('v', { ...flannel, sights })
        expect(wire.control.seen || (wire.marker === 'unknown' && wire.encapsulation === 'unknown')).toBe(true)
        expect(wire.encapsulation === 'unknown' || wire.encapsulation.kind === 'vxlan').toBe(true)
      }),
    )
  })

  it('says that a server gave no answer', () => {
    const sent = flannel.sent.map((each) =>
      each.id === 'cross-node' ? { ...each, answered: false, problem: 'curl: (7) Connection refused' } : each,
    )
    const record = { ...flannel, sent, sights: flannel.sights.filter(({ journey }) => journey !== 'cross-node') }
    const wire = wireOf('v', record)
    expect(wire).toMatchObject(nothingConcluded)
    expect(wire.journeys[0]?.sentence).toBe('Its packet was not seen: curl: (7) Connection refused.')
    expect(wire.control.explanation).toContain('Connection refused')
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
    expect(wireOf('v', record)).toMatchObject({ control: { seen: true }, marker: 'not-seen', encapsulation })
  })

  it('are unknown where nothing passed in their place', () => {
    const wire = wireOf('v', { ...encrypted(flannel, { protocol: 'ESP' }), flows: [] })
    expect(wire).toMatchObject({ marker: 'unknown', encapsulation: 'unknown' })
  })

  it('are those that leave the client’s node, not what comes back to it', () => {
    const record = encrypted(flannel, { protocol: 'ESP' })
    const flows = record.flows.map((flow) => ({ ...flow, direction: 'in' as const }))
    expect(wireOf('v', { ...record, flows })).toMatchObject({ marker: 'unknown', encapsulation: 'unknown' })
  })

  it('are not those that IPsec shows again where it has decrypted them', () => {
    const record = encrypted(flannel, { protocol: 'ESP' })
    const received = flannel.sights.filter(
      ({ journey, place, interface: name }) =>
        journey === 'cross-node' && place === flannel.nodes[1]?.name && name === 'eth0',
    )
    expect(received).toHaveLength(1)
    expect(wireOf('v', { ...record, sights: [...record.sights, ...received] }).marker).toBe('not-seen')
  })
})
