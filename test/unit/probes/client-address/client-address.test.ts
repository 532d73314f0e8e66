import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../../../main/blocks/content.ts'
import { readSeen } from '../../../../main/probes/client-address/ask.ts'
import { clientAddressFacts } from '../../../../main/probes/client-address/derive.ts'
import type { WayRecord } from '../../../../main/probes/client-address/record.ts'
import { clientAddressOverview, clientAddressSentence } from '../../../../main/probes/client-address/view.ts'

const nodes = [{ name: 'worker', address: '172.18.0.3' }]
const way = (change: Partial<WayRecord>): WayRecord => ({
  path: 'pod-service',
  client: { name: 'client', address: '10.244.1.2' },
  target: '10.96.0.9:8081',
  ...change,
})
const outside = (externalTrafficPolicy: 'Cluster' | 'Local', nodeHasPod: boolean, seen?: string): WayRecord =>
  way({
    path: 'outside-nodeport',
    client: { name: 'outside', address: '172.18.0.9' },
    ...{ externalTrafficPolicy, nodeHasPod },
    ...(seen === undefined ? { problem: 'curl: (28) timed out' } : { seen }),
  })

describe('the address that a server sees', () => {
  it.each([
    ['10.244.1.2', 'client', undefined],
    ['172.18.0.3', 'node', 'worker'],
    ['10.244.1.1', 'other', undefined],
    [undefined, 'none', undefined],
  ] as const)('%s is of the kind %s', (seen, source, node) => {
    const [facts] = clientAddressFacts({ ways: [way(seen === undefined ? {} : { seen })], nodes }).ways
    expect([facts?.source, facts?.node]).toEqual([source, node])
  })

  it('of a client outside is told by policy, and silence that Local asks for is no fault', () => {
    const facts = clientAddressFacts({
      ways: [
        outside('Cluster', true, '172.18.0.3'),
        outside('Cluster', false, '172.18.0.3'),
        outside('Local', true, '172.18.0.9'),
        outside('Local', false),
      ],
      nodes,
    })
    const overview = plainText(clientAddressOverview(facts))
    expect(overview).toContain('Cluster: a node’s address (SNAT)')
    expect(overview).toContain('Local: the client’s own address')
    expect(clientAddressSentence(facts)).not.toContain('no answer')
  })

  it('is read where it is one, and never throws', () => {
    expect([readSeen('10.1.2.3\n'), readSeen('::ffff:10.1.2.3'), readSeen('fd00::1')]).toEqual([
      '10.1.2.3',
      '10.1.2.3',
      'fd00::1',
    ])
    fc.assert(fc.property(fc.string(), (text) => readSeen(text) === undefined || readSeen(text) !== ''))
  })
})
