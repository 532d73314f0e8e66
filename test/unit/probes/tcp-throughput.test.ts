import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tcpThroughput } from '../../../main/probes/tcp-throughput/tcp-throughput.ts'
import { fixture } from '../fixture.ts'
import { detailsOf, givesMeasurementOrLabError, mutationsOf } from './mutations.ts'

const { parse } = tcpThroughput
const oneStream = fixture('iperf3/iperf3-3.12-1-stream.json')
const eightStreams = fixture('iperf3/iperf3-3.12-8-streams.json')
const target = { host: '10.244.1.2', port: 5201 }
const intensity = { durationS: 3, requests: 400 }

interface Report {
  start: { version: string }
  end: {
    sum_received: { bytes: number; bits_per_second: number }
    sum_sent: { retransmits?: number }
    streams: { sender: { mean_rtt?: number } }[]
    cpu_utilization_percent: { host_total: number; remote_total: number }
  }
}

const changed = (original: string, change: (report: Report) => void): string => {
  const report = JSON.parse(original) as Report
  change(report)
  return JSON.stringify(report)
}

describe('tcp-throughput reads iperf3', () => {
  it('takes what the receiver counted, of one stream', () => {
    expect(parse(oneStream)).toEqual({
      metrics: {
        throughput: 21226293385.238514,
        retransmits: 59,
        senderCpu: 90.533078590072677,
        receiverCpu: 32.684641414838232,
        meanRttMs: 0.061,
      },
      cpuLimited: true,
    })
  })

  it('takes the sum of eight streams', () => {
    expect(parse(eightStreams)).toEqual({
      metrics: {
        throughput: 27720566494.12075,
        retransmits: 1,
        senderCpu: 74.70791572395466,
        receiverCpu: 69.5118100059095,
        meanRttMs: 0.212875,
      },
      cpuLimited: false,
    })
  })

  it('names only metrics that the probe declares', () => {
    expect(Object.keys(tcpThroughput.metrics)).toEqual(expect.arrayContaining(Object.keys(parse(oneStream).metrics)))
  })

  it('does without retransmits and round-trip times where the system does not tell them', () => {
    const output = changed(oneStream, ({ end }) => {
      delete end.sum_sent.retransmits
      for (const { sender } of end.streams) delete sender.mean_rtt
    })
    expect(Object.keys(parse(output).metrics)).toEqual(['throughput', 'senderCpu', 'receiverCpu'])
  })

  it('counts the CPU as the limit from 80 % of a core on the busier side', () => {
    const withCpu = (host: number, remote: number) =>
      changed(eightStreams, ({ end }) => {
        end.cpu_utilization_percent = { host_total: host, remote_total: remote }
      })
    expect(parse(withCpu(79.9, 10)).cpuLimited).toBe(false)
    expect(parse(withCpu(80, 10)).cpuLimited).toBe(true)
    expect(parse(withCpu(10, 80)).cpuLimited).toBe(true)
  })

  it('counts eight threads from iperf 3.16 on, where streams do not share a core', () => {
    const withVersion = (version: string, host_total: number) =>
      changed(eightStreams, ({ start, end }) => {
        start.version = version
        end.cpu_utilization_percent.host_total = host_total
      })
    expect(parse(withVersion('iperf 3.16', 639)).cpuLimited).toBe(false)
    expect(parse(withVersion('iperf 3.16', 640)).cpuLimited).toBe(true)
    expect(parse(withVersion('iperf 3.15', 639)).cpuLimited).toBe(true)
  })
})

describe('tcp-throughput fails', () => {
  it.each([
    ['connection-refused', 'Connection refused', 'Nothing listens'],
    ['server-busy', 'server is busy', 'earlier client'],
    ['interrupted', 'client has terminated', 'half-way'],
    ['server-ended', 'server has terminated', 'half-way'],
    ['unreachable', 'Network is unreachable', 'routes'],
    ['unknown-host', 'unable to connect to server', 'name resolves'],
  ])('in the words of iperf3 and with a hint: %s', (name, words, hint) => {
    const details = detailsOf(() => parse(fixture(`iperf3/iperf3-3.12-${name}.json`)))
    expect(details?.code).toBe('probe-failed')
    expect(details?.message).toContain(words)
    expect(details?.hint).toContain(hint)
  })

  it('when nothing was received, which is not a throughput of 0', () => {
    const output = changed(oneStream, ({ end }) => {
      end.sum_received = { bytes: 0, bits_per_second: 0 }
    })
    expect(detailsOf(() => parse(output))?.code).toBe('probe-failed')
  })

  it('with the beginning of an output that is not from iperf3', () => {
    const details = detailsOf(() => parse('sh: iperf3: not found\n'))
    expect(details?.code).toBe('unparsable-output')
    expect(details?.message).toContain('sh: iperf3: not found')
  })

  it('when a number is missing, and says which', () => {
    const details = detailsOf(() => parse(oneStream.replaceAll('bits_per_second', 'bps')))
    expect(details?.code).toBe('unparsable-output')
    expect(details?.message).toContain('end.sum_received.bits_per_second')
  })

  it('with nothing but a LabError, however the output is damaged', () => {
    for (const original of [oneStream, eightStreams, fixture('iperf3/iperf3-3.12-interrupted.json')])
      fc.assert(fc.property(mutationsOf(original), (output) => givesMeasurementOrLabError(parse, output)))
    fc.assert(fc.property(fc.json(), (output) => givesMeasurementOrLabError(parse, output)))
  })
})

describe('tcp-throughput runs', () => {
  it('one stream with a second of warm-up', () => {
    expect(tcpThroughput.client({ caseId: '1-stream', target, intensity }).join(' ')).toBe(
      'iperf3 -c 10.244.1.2 -p 5201 -t 3 -O 1 -J --connect-timeout 3000',
    )
  })

  it('one stream of so many bytes, whatever time they take', () => {
    const some = { ...intensity, bytes: 512 * 1024 ** 2 }
    expect(tcpThroughput.client({ caseId: '1-stream', target, intensity: some }).join(' ')).toBe(
      'iperf3 -c 10.244.1.2 -p 5201 -n 536870912 -J --connect-timeout 3000',
    )
    expect(tcpThroughput.deadlineMs(some)).toBeGreaterThan(60_000)
    expect(Number.isInteger(tcpThroughput.deadlineMs({ ...some, bytes: 1e9 + 7 }))).toBe(true)
    expect(tcpThroughput.typicalMs(some)).toBeLessThan(1_000)
  })

  it('eight streams', () => {
    expect(tcpThroughput.client({ caseId: '8-streams', target, intensity }).slice(-2)).toEqual(['-P', '8'])
  })

  it('a check that moves real data', () => {
    expect(tcpThroughput.check(target).join(' ')).toBe('iperf3 -c 10.244.1.2 -p 5201 -n 64K --connect-timeout 1000')
  })

  it('within a deadline that leaves room for the warm-up and a slow machine', () => {
    expect(tcpThroughput.deadlineMs(intensity)).toBe(24_000)
  })
})
