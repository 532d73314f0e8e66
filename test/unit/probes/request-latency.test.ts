import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Pod } from '../../../main/clusters/cluster.ts'
import type { ClientOptions } from '../../../main/probes/measurement.ts'
import { connectionRate } from '../../../main/probes/connection-rate/connection-rate.ts'
import type { ProbeContext } from '../../../main/probes/probe.ts'
import { requestLatency } from '../../../main/probes/request-latency/request-latency.ts'
import { detailsOf as rejectionOf } from '../error-details.ts'
import { fixture } from '../fixture.ts'
import { detailsOf, givesMeasurementOrLabError, mutationsOf } from './mutations.ts'

const alone = fixture('fortio/fortio-1.68-rate.json')
const beside = fixture('fortio/fortio-1.68-iperf3-3.12-rate-and-bulk.txt')
const connections = fixture('fortio/fortio-1.68-connections.json')
const refused = fixture('fortio/fortio-1.68-refused.json')

const options = (caseId: string): ClientOptions => ({
  caseId,
  target: { host: '10.0.0.1', port: 30_001 },
  beside: (port) => ({ host: '10.0.0.2', port: port + 1 }),
  intensity: { durationS: 3, requests: 100 },
})

describe('requests at a fixed rate', () => {
  it('have percentiles of what was sent, and say how much was not', () => {
    const { metrics } = requestLatency.parse(alone)
    expect(metrics.p50Ms).toBeCloseTo(0.1178, 3)
    expect(metrics.p99Ms).toBeCloseTo(5.105, 3)
    expect(metrics).toMatchObject({ requestedRate: 1000, missedRequests: 587, failedRequests: 0 })
    expect(metrics.achievedRate).toBeCloseTo(707, 0)
  })

  it('have the throughput of the transfer beside them', () => {
    expect(requestLatency.parse(beside).metrics.bulkThroughput).toBeCloseTo(4.95e9, -7)
    expect(requestLatency.parse(alone).metrics).not.toHaveProperty('bulkThroughput')
  })

  it('are none where the transfer did not run', () => {
    const output = beside.replace(/@bulk\n[\s\S]*/, '@bulk\n{"error": "error - the server is busy running a test"}\n')
    expect(detailsOf(() => requestLatency.parse(output))?.message).toContain('the server is busy')
  })

  it('are none where fewer than half of them were sent', () => {
    const slow = alone.replace(/"ActualQPS": [\d.]+/, '"ActualQPS": 499')
    expect(detailsOf(() => requestLatency.parse(slow))).toMatchObject({
      code: 'probe-failed',
      message: expect.stringContaining('of 1000 requests a second 499 were sent') as string,
    })
  })

  it('are none where they were not answered', () => {
    expect(detailsOf(() => requestLatency.parse(refused))?.message).toContain(
      '100 of 100 requests failed (no answer: 100)',
    )
  })

  it('take as long as the experiment says, with a transfer that begins before and ends after', () => {
    expect(requestLatency.client(options('idle')).join(' ')).toMatch(
      /^fortio load .*-nocatchup -t 3s .*10\.0\.0\.1:30001\/$/,
    )
    const [shell, , , , host, port, seconds] = requestLatency.client(options('bulk'))
    expect([shell, host, port, seconds]).toEqual(['sh', '10.0.0.2', '5202', '4'])
  })

  it('give finite numbers, or say why not, whatever was printed', () => {
    for (const original of [alone, beside])
      fc.assert(
        fc.property(mutationsOf(original), (output) => givesMeasurementOrLabError(requestLatency.parse, output)),
        { numRuns: 300 },
      )
  })
})

describe('new connections', () => {
  it('are counted a second', () => {
    const { metrics } = connectionRate.parse(connections)
    expect(metrics.connections).toBeCloseTo(2472.6, 0)
    expect(metrics.p50Ms).toBeCloseTo(0.7886, 3)
  })

  it('are no new ones where requests share them', () => {
    const shared = connections.replace(/"SocketCount": \d+/, '"SocketCount": 4')
    expect(detailsOf(() => connectionRate.parse(shared))?.message).toContain('3000 requests took 4 connections')
  })

  it('are none where nobody answers', () => {
    expect(detailsOf(() => connectionRate.parse(refused))?.message).toContain('no answer: 100')
  })

  it('give finite numbers, or say why not, whatever was printed', () => {
    fc.assert(
      fc.property(mutationsOf(connections), (output) => givesMeasurementOrLabError(connectionRate.parse, output)),
      { numRuns: 300 },
    )
  })
})

it.each([requestLatency, connectionRate])('$id declares every metric that it gives', ({ metrics, parse, id }) => {
  const given = parse(id === connectionRate.id ? connections : beside).metrics
  expect(Object.keys(metrics).toSorted()).toEqual(Object.keys(given).toSorted())
})

it.each(['idle', 'bulk'])('names the program that is not there, in the case %s', async (caseId) => {
  const pod = (name: string): [string, Pod] => [
    name,
    {
      ...{ name, node: 'worker', address: name },
      exec: () => Promise.resolve({ stdout: '', stderr: '', exitCode: 127 }),
    },
  ]
  const context = {
    key: { variant: 'v', probe: requestLatency.id, caseId, path: 'pod-pod/cross-node', round: 1 },
    probePods: { pods: new Map([pod('client'), pod('server-far')]), serviceHosts: new Map() },
    intensity: { durationS: 1, requests: 1 },
    record: async (_part, _command, run) => ({ ...(await run()), raw: 0, startedAtMs: 0, durationMs: 0 }),
    signal: new AbortController().signal,
  } satisfies Partial<ProbeContext>
  expect(await rejectionOf(() => requestLatency.run(context as unknown as ProbeContext))).toMatchObject({
    ...{
      code: 'missing-tool',
      title: 'Cannot measure with fortio',
      message: 'fortio could not be started in the client Pod.',
    },
    hint: expect.stringContaining('fortio') as string,
  })
})
