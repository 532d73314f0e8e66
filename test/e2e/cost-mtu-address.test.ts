import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Cluster, ProbePods } from '../../main/clusters/cluster.ts'
import { netnsRuntime } from '../../main/clusters/netns/netns-runtime.ts'
import { netnsVxlan } from '../../main/cnis/netns/vxlan.ts'
import type { PathId } from '../../main/experiment/paths.ts'
import { probePodsOf } from '../../main/lab/plan.ts'
import { clientAddress } from '../../main/probes/client-address/client-address.ts'
import { clientAddressFacts } from '../../main/probes/client-address/derive.ts'
import { cost } from '../../main/probes/cost/cost.ts'
import { probes } from '../../main/probes/index.ts'
import { mtuFacts } from '../../main/probes/mtu/derive.ts'
import { mtu } from '../../main/probes/mtu/mtu.ts'
import type { ProbeContext } from '../../main/probes/probe.ts'
import { podNames } from '../../main/probes/route.ts'

const { signal } = new AbortController()
const steps = { step: <T>(_title: string, run: () => Promise<T>) => run(), log: () => undefined }
const runtime = netnsRuntime({ viaSudo: false })

describe('a cluster of VXLAN between namespaces', () => {
  let cluster: Cluster
  let probePods: ProbePods
  beforeEach(async () => {
    cluster = await runtime.acquire(netnsVxlan, { signal, steps, owner: 'a test' })
    probePods = await cluster.deployProbes(probePodsOf(probes.all(), cluster.nodes, false).pods, [], signal)
  })
  afterEach(() => cluster.close())

  const context = (probe: string, path: PathId): ProbeContext => ({
    key: { variant: cluster.variant.id, probe, caseId: 'all', path, round: 0 },
    intensity: { durationS: 1, requests: 1 },
    ...{ cluster, probePods, signal, seed: 1, log: () => undefined },
    record: async (_part, _command, run) => ({ ...(await run()), raw: 0, startedAtMs: 0, durationMs: 0 }),
  })

  it('carries packets as large as its Pods send, and large transfers', async () => {
    const { legs } = mtuFacts(await mtu.run(context('mtu', 'cluster')))
    expect(legs.map(({ path, thereBytes, backBytes, verdict }) => [path, thereBytes, backBytes, verdict])).toEqual([
      ['host-host', 1500, 1500, 'pass'],
      ['pod-pod/same-node', 1450, 1450, 'pass'],
      ['pod-pod/cross-node', 1450, 1450, 'pass'],
    ])
  })

  it('is found out where a link takes less than its Pods send, and says nothing', async () => {
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
