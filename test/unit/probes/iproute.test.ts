import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAddresses, readLinks, readRouteMtu, readRoutes, routeFor } from '../../../main/probes/iproute.ts'
import { LabError } from '../../../main/system/errors.ts'
import { fixture } from '../fixture.ts'
import { mutationsOf } from './mutations.ts'

const links = fixture('datapath/ip-link-calico-iproute2-6.1.json')
const routes = fixture('datapath/ip-route-calico-iproute2-6.1.json')

describe('what iproute2 prints', () => {
  it('tells a tunnel device with its VNI and port', () => {
    const tunnel = readLinks(links).find(({ ifname }) => ifname === 'vxlan.calico')
    expect(tunnel?.linkinfo).toMatchObject({ info_kind: 'vxlan', info_data: { id: 4096, port: 4789 } })
  })

  it('gives the route of the longest prefix', () => {
    const list = readRoutes(routes)
    expect(routeFor('10.244.23.1', list)).toMatchObject({ dst: '10.244.23.0/26', dev: 'vxlan.calico' })
    expect(routeFor('10.244.81.1', list)).toMatchObject({ dst: '10.244.81.1' })
    expect(routeFor('10.244.81.63', list)).toMatchObject({ type: 'blackhole' })
    expect(routeFor('192.0.2.1', list)).toMatchObject({ dst: 'default' })
    expect(routeFor('no address', list)).toBeUndefined()
  })

  it('tells IPv4 and IPv6 apart', () => {
    const list = [{ dst: 'default' }, { dst: 'fd00:10:244:1::/64' }, { dst: 'fd00:10:244:1::7' }, { dst: '10.0.0.0/8' }]
    expect(routeFor('fd00:10:244:1::5', list)?.dst).toBe('fd00:10:244:1::/64')
    expect(routeFor('fd00:10:244:1::7', list)?.dst).toBe('fd00:10:244:1::7')
    expect(routeFor('fd00::1', list)?.dst).toBe('default')
    expect(routeFor('10.1.2.3', list)?.dst).toBe('10.0.0.0/8')
  })

  it('is read, or refused with a typed error, however it is damaged', () => {
    fc.assert(fc.property(mutationsOf(links), (output) => isReadOrRefused(() => readLinks(output))))
    fc.assert(fc.property(mutationsOf(routes), (output) => isReadOrRefused(() => readRoutes(output))))
  })
})

describe('network interfaces', () => {
  const text = fixture('wire/ip-address-iproute2-6.1.0-flannel-vxlan.json')

  it('reads kinds, MTUs and addresses', () => {
    const links = readAddresses(text)
    expect(links.find(({ ifname }) => ifname === 'flannel.1')).toMatchObject({
      linkinfo: { info_kind: 'vxlan' },
      mtu: 1450,
    })
    expect(links.find(({ ifname }) => ifname === 'eth0')?.addresses).toContain('172.18.0.4')
  })

  it('calls what it cannot read by its name', () => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.string(), (at, inserted) => {
        try {
          readAddresses(text.slice(0, at) + inserted + text.slice(at + 1))
        } catch (error) {
          expect(error).toBeInstanceOf(LabError)
          expect(error).toMatchObject({ details: { code: 'unparsable-output' } })
        }
      }),
    )
  })

  it('reads the MTU that a route has of its own', () => {
    expect(readRouteMtu('[{"dst":"10.0.0.1","dev":"eth0","metrics":[{"mtu":1450}]}]')).toBe(1450)
    expect(readRouteMtu('[{"dst":"10.0.0.1","dev":"eth0"}]')).toBeUndefined()
  })
})

function isReadOrRefused(read: () => unknown): boolean {
  try {
    return Array.isArray(read())
  } catch (error) {
    return error instanceof LabError && error.details.code === 'unparsable-output'
  }
}
