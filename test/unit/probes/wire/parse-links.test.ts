import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTries } from '../../../../main/probes/wire/mtu.ts'
import { parseLinks, parseRouteMtu } from '../../../../main/probes/wire/parse-links.ts'
import { LabError } from '../../../../main/system/errors.ts'
import { fixture } from '../../fixture.ts'

describe('network interfaces', () => {
  const text = fixture('wire/ip-address-iproute2-6.1.0-flannel-vxlan.json')

  it('reads kinds, MTUs and addresses', () => {
    const links = parseLinks(text)
    expect(links.find(({ name }) => name === 'flannel.1')).toMatchObject({ kind: 'vxlan', mtu: 1450 })
    expect(links.find(({ name }) => name === 'eth0')?.addresses).toContain('172.18.0.4')
  })

  it('calls what it cannot read by its name', () => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.string(), (at, inserted) => {
        try {
          parseLinks(text.slice(0, at) + inserted + text.slice(at + 1))
        } catch (error) {
          expect(error).toBeInstanceOf(LabError)
          expect(error).toMatchObject({ details: { code: 'unparsable-output' } })
        }
      }),
    )
  })

  it('reads the MTU that a route has of its own', () => {
    expect(parseRouteMtu('[{"dst":"10.0.0.1","dev":"eth0","metrics":[{"mtu":1450}]}]')).toBe(1450)
    expect(parseRouteMtu('[{"dst":"10.0.0.1","dev":"eth0"}]')).toBeUndefined()
  })
})

describe('sizes of packets that were tried', () => {
  it('reads what passed and what did not', () => {
    expect(parseTries('1500 failed\n576 passed\n')).toEqual([
      { bytes: 1500, passed: false },
      { bytes: 576, passed: true },
    ])
  })

  it('takes the size with which tracepath reached the host', () => {
    const traced = fixture('wire/tracepath-iputils-20221126.txt')
    expect(parseTries(traced)).toEqual([{ bytes: 1450, passed: true }])
    expect(parseTries(traced.replace(' reached', ''))).toEqual([])
  })
})
