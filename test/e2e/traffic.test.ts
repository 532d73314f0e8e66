import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { netnsVxlan } from '../../main/cnis/netns/vxlan.ts'
import { connectionRate } from '../../main/probes/connection-rate/connection-rate.ts'
import { readOffloads } from '../../main/probes/packet-rate/offloads.ts'
import { packetRate } from '../../main/probes/packet-rate/packet-rate.ts'
import { requestLatency } from '../../main/probes/request-latency/request-latency.ts'
import { udpThroughput } from '../../main/probes/udp-throughput/udp-throughput.ts'
import { LabError } from '../../main/system/errors.ts'
import { findProgram } from '../../main/system/find-program.ts'
import { searchPath } from '../../main/clusters/netns/programs.ts'
import { aNetnsCluster, contextIn, type NetnsCluster } from './netns-cluster.ts'

const isMissing = async (program: string) => (await findProgram([program], searchPath())) === undefined
const [noFortio, noEthtool] = [await isMissing('fortio'), await isMissing('ethtool')]

/** A reading, or none where the machine has no time for it. */
async function unlessBusy<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof LabError && /a second \d+ were sent|of the datagrams were lost/.test(error.message))
      return undefined
    throw error
  }
}

describe('traffic between namespaces', () => {
  let made: NetnsCluster
  beforeEach(async () => {
    made = await aNetnsCluster(netnsVxlan)
  })
  afterEach(() => made.cluster.close())

  const context = (probe: string, caseId: string) =>
    contextIn(made, { probe, caseId, path: 'pod-pod/cross-node', round: 1 }, { durationS: 1, requests: 500 })

  it('takes requests at a fixed rate, beside a bulk transfer too', async (test) => {
    test.skip(noFortio, 'fortio is not installed on this machine')
    const idle = await unlessBusy(() => requestLatency.run(context('request-latency', 'idle')))
    if (idle) expect(idle.metrics.p99Ms).toBeGreaterThanOrEqual(idle.metrics.p50Ms ?? Infinity)
    const bulk = await unlessBusy(() => requestLatency.run(context('request-latency', 'bulk')))
    if (bulk) expect(bulk.metrics.bulkThroughput).toBeGreaterThan(0)
    const { metrics } = await connectionRate.run(context('connection-rate', 'all'))
    expect(metrics.connections).toBeGreaterThan(0)
  })

  it('takes datagrams up to a rate at which nearly none is lost', async () => {
    const reading = await unlessBusy(() => udpThroughput.run(context('udp-throughput', 'all')))
    if (!reading) return
    expect(reading.metrics.lossPercent).toBeLessThanOrEqual(0.1)
    expect(reading.metrics.throughput).toBeGreaterThan(0)
  })

  it('takes packets one by one with offloads off, and has them on again afterwards', async (test) => {
    test.skip(noEthtool, 'ethtool is not installed on this machine')
    const before = await readOffloads(context('packet-rate', 'normal'), 'before')
    expect(before.flatMap(({ on }) => on)).toContain('tso')
    const { metrics, devices } = await packetRate.run(context('packet-rate', 'per-packet'))
    expect(devices.flatMap(({ on }) => on)).toEqual([])
    expect(metrics.packets).toBeGreaterThan(0)
    expect(await readOffloads(context('packet-rate', 'normal'), 'after')).toEqual(before)
  })
})
