import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { netnsVxlan } from '../../main/cnis/netns/vxlan.ts'
import type { PathId } from '../../main/experiment/paths.ts'
import { clientAddress } from '../../main/probes/client-address/client-address.ts'
import { clientAddressFacts } from '../../main/probes/client-address/derive.ts'
import { cost } from '../../main/probes/cost/cost.ts'
import { mtuFacts } from '../../main/probes/mtu/derive.ts'
import { mtu } from '../../main/probes/mtu/mtu.ts'
import { podNames } from '../../main/probes/route.ts'
import { aNetnsCluster, contextIn, signal, type NetnsCluster } from './netns-cluster.ts'

describe('a cluster of VXLAN between namespaces', () => {
  let made: NetnsCluster
  beforeEach(async () => {
    made = await aNetnsCluster(netnsVxlan)
  })
  afterEach(() => made.cluster.close())

  const context = (probe: string, path: PathId) => contextIn(made, { probe, caseId: 'all', path, round: 0 })

  it('carries packets as large as its Pods send, and large transfers', async () => {
    const { legs } = mtuFacts(await mtu.run(context('mtu', 'cluster')))
    expect(legs.map(({ path, thereBytes, backBytes, verdict }) => [path, thereBytes, backBytes, verdict])).toEqual([
      ['host-host', 1500, 1500, 'pass'],
      ['pod-pod/same-node', 1450, 1450, 'pass'],
      ['pod-pod/cross-node', 1450, 1450, 'pass'],
    ])
  })

  it('is found out where a link takes less than its Pods send, and says nothing', async () => {
    const { cluster, probePods } = made
    const client = probePods.pods.get(podNames.client)
    const narrow = ['ip', 'link', 'set', 'veth0', 'mtu', '1300']
    expect(await cluster.onNode(client?.node ?? '', narrow, { signal })).toMatchObject({ exitCode: 0 })
    const { legs } = mtuFacts(await mtu.run(context('mtu', 'cluster')))
    const sameNode = legs.find(({ path }) => path === 'pod-pod/same-node')
    // A device takes four bytes more than its MTU, for a VLAN tag. Source: is_skb_forwardable, net/core/dev.c.
    expect(sameNode).toMatchObject({ thereBytes: 1304, verdict: 'fail' })
    expect(sameNode?.faults).toContainEqual({ kind: 'too-large', direction: 'there', mtuBytes: 1450, isSilent: true })
  })

  it('shows servers their clients’ own addresses', async () => {
    const { ways } = clientAddressFacts(await clientAddress.run(context('client-address', 'cluster')))
    expect(ways.map(({ source }) => source)).toEqual(['client', 'client', 'client'])
  })

  it('has a cost, unless the machine is too busy to tell', async () => {
    const { metrics } = await cost.run(context('cost', 'pod-pod/cross-node'))
    const { idleShare = NaN, cpuPerGib = 0 } = metrics
    expect(idleShare).toBeGreaterThanOrEqual(0)
    // Moving a GiB takes CPU, and less than a minute of it.
    if (idleShare <= 50) expect(cpuPerGib).toBeGreaterThan(0.05)
    expect(cpuPerGib).toBeLessThan(60)
  })
})
