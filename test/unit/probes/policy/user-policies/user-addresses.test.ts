import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { covers } from '../../../../../main/policy-model/match.ts'
import type { IpBlock } from '../../../../../main/policy-model/network-policy.ts'
import { userAddresses } from '../../../../../main/probes/policy/user-policies/user-addresses.ts'
import { policy } from '../../../policy-model/small-model.ts'

const outside = '172.18.0.9'
const cluster = ['172.18.0.0/16', '10.244.0.0/16']
const toBlocks = (...blocks: readonly IpBlock[]) => [
  policy('x', { podSelector: {}, egress: blocks.map((ipBlock) => ({ to: [{ ipBlock }] })) }),
]
const addressesFor = (...blocks: readonly IpBlock[]) => userAddresses(toBlocks(...blocks), { outside, cluster })

describe('addresses that a host outside must have', () => {
  it('are one in each range and one in each exception, of rules to and from', () => {
    const from = policy('x', { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '198.51.100.7/32' } }] }] })
    const to = toBlocks({ cidr: '203.0.113.0/24', except: ['203.0.113.0/26', '203.0.113.128/25'] })
    expect(userAddresses([from, ...to], { outside, cluster })).toEqual({
      addresses: ['198.51.100.7', '203.0.113.64', '203.0.113.1', '203.0.113.129'],
      notes: [],
    })
  })

  it('are none where its own does, and one address serves two ranges', () => {
    expect(addressesFor({ cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] }, { cidr: '10.0.0.0/16' }).addresses).toEqual([
      '10.0.0.1',
    ])
  })

  it('are never the cluster’s own, and it tells which range is not checked', () => {
    const { addresses, notes } = addressesFor(
      { cidr: '10.244.0.0/16' },
      { cidr: '10.240.0.0/12' },
      { cidr: 'fd00::/8' },
    )
    expect(addresses).toEqual(['10.240.0.1'])
    expect(notes).toEqual([
      'Rules by IPv6 addresses are not checked.',
      "10.244.0.0/16 is not checked from outside: its addresses are the cluster's own, or none of a host.",
    ])
  })

  it('are six at most, and it tells how many ranges are left out', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ cidr: `192.0.2.${String(index)}/32` }))
    const { addresses, notes } = addressesFor(...many)
    expect(addresses).toHaveLength(6)
    expect(notes).toEqual(['3 more ranges are not checked: at most 6 are.'])
  })

  it('lie in the range and in nothing that is excepted, taken or no host’s, for any range', () => {
    const bytes = fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }).map((parts) => parts.join('.'))
    fc.assert(
      fc.property(bytes, fc.nat(32), fc.array(fc.nat(32), { maxLength: 2 }), (address, bits, exceptions) => {
        const except = exceptions.filter((each) => each > bits).map((each) => `${address}/${String(each)}`)
        const block = { cidr: `${address}/${String(bits)}`, except }
        const { addresses, notes } = addressesFor(block)
        const taken = [...cluster, '127.0.0.0/8', '224.0.0.0/3'].map((cidr) => ({ cidr }))
        for (const each of addresses) {
          expect(covers({ cidr: block.cidr }, each)).toBe(true)
          expect(taken.some((range) => covers(range, each))).toBe(false)
        }
        const inWhole = [outside, ...addresses].some((each) => covers(block, each))
        expect(inWhole || notes.length > 0).toBe(true)
      }),
    )
  })
})
