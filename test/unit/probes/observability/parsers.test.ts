import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countersAsText, readFlows } from '../../../../main/cnis/cilium/own-tools.ts'
import { distinctFlows } from '../../../../main/probes/observability/distinct-flows.ts'
import { linesOfFlow } from '../../../../main/probes/observability/read-logs.ts'
import { grownCounters, readCounters } from '../../../../main/probes/observability/read-metrics.ts'
import { fixture } from '../../fixture.ts'
import { mutationsOf } from '../mutations.ts'

const hubble = fixture('observability/hubble-observe-v1.20.2.jsonl')
const metrics = fixture('observability/cilium-dbg-metrics-v1.20.2.json')
const addresses = [
  ...new Set(
    [...hubble.matchAll(/"IP":\{"source":"([^"]+)","destination":"([^"]+)"/g)].flatMap(([, a = '', b = '']) => [a, b]),
  ),
]

describe('flows', () => {
  it('have names, verdict and reason', () => {
    const flows = readFlows(hubble)
    expect(flows).toHaveLength(hubble.trim().split('\n').length)
    expect(flows).toContainEqual(expect.objectContaining({ verdict: 'DROPPED', drop_reason_desc: 'POLICY_DENIED' }))
  })

  it('are shown once a kind, of those between the given addresses', () => {
    const flows = readFlows(`${hubble}${hubble}`)
    const distinct = distinctFlows(flows, addresses)
    expect(distinct.length).toBeLessThan(flows.length)
    expect(distinctFlows(distinct, addresses)).toEqual(distinct)
    expect(distinctFlows(flows, addresses.slice(0, 1))).toEqual([])
  })

  it('are of these addresses, however the output is damaged', () => {
    fc.assert(
      fc.property(mutationsOf(hubble), (output) =>
        distinctFlows(readFlows(output), addresses).every(
          ({ IP }) => addresses.includes(IP.source) && addresses.includes(IP.destination),
        ),
      ),
    )
  })
})

describe('counters', () => {
  it('are those of packets, flows and drops, not those of policies that were added', () => {
    const counters = readCounters(countersAsText(metrics))
    expect(counters.get('cilium_drop_count_total{direction="INGRESS",reason="Policy denied"}')).toBeGreaterThan(0)
    expect([...counters.keys()].filter((name) => name.includes('feature_network_policies'))).toEqual([])
    expect(readCounters('# TYPE a_drop_total counter\na_drop_total 3\nb_drop_seconds 4\n')).toEqual(
      new Map([['a_drop_total', 3]]),
    )
  })

  it('have grown where they are higher than before, or new', () => {
    const grown = grownCounters(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
      new Map([
        ['a', 1],
        ['b', 3],
        ['c', 1],
      ]),
    )
    expect(grown).toEqual([
      { counter: 'b', before: 2, after: 3 },
      { counter: 'c', before: 0, after: 1 },
    ])
  })

  it('are finite, however the output is damaged', () => {
    fc.assert(
      fc.property(mutationsOf(metrics), (output) =>
        [...readCounters(countersAsText(output)).values()].every(Number.isFinite),
      ),
    )
  })
})

describe('lines of a log', () => {
  const client = { pod: 'client', namespace: 'cnilab', address: '10.244.1.1' }
  const target = { pod: 'target', namespace: 'cnilab-sight', address: '10.244.2.2' }
  const linesOf = (log: string) => linesOfFlow(log, [[client, target]])

  it('tell of a flow where they name both ends', () => {
    expect(linesOf('x\ndenied 10.244.1.1:4 -> 10.244.2.2:80\n')).toEqual(['denied 10.244.1.1:4 -> 10.244.2.2:80'])
    expect(linesOf('denied cnilab/client -> cnilab-sight/target')).toHaveLength(1)
  })

  it('do not where they name one end, a longer address, or a whole set of addresses', () => {
    expect(linesOf('endpoint 10.244.2.2 made')).toEqual([])
    expect(linesOf('10.244.1.12 -> 10.244.2.2')).toEqual([])
    expect(linesOf('IPSetUpdate members: 10.244.1.1/32 10.244.2.2/32 10.244.3.3/32')).toEqual([])
  })
})
