import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseObservation } from '../../../../main/probes/policy/parse-observation.ts'
import { greeting } from '../../../../main/probes/policy/serve-script.ts'
import { checkArguments, type Dial } from '../../../../main/probes/policy/check-script.ts'

const tcp: Dial = { how: 'TCP', address: '10.244.1.5', port: 80 }
const udp: Dial = { ...tcp, how: 'UDP' }
const dns: Dial = { how: 'DNS-UDP', address: '10.96.0.10', port: 53 }
const http: Dial = { how: 'HTTP', address: 'http://10.244.1.5:8003/public', port: 8003, options: '-X GET' }
const only = (line: string, dial: Dial) => parseObservation(`begun\n${line}\n`, [dial])[0]

describe('parseObservation', () => {
  it('tells who answered and whom it saw', () => {
    expect(only(`0|0|${greeting} cnilab-x/a 10.244.2.7`, tcp)).toEqual({
      connectivity: 'allowed',
      server: 'cnilab-x/a',
      seenAs: '10.244.2.7',
    })
  })

  it('reads an IPv6 sender in the form that socat gives it', () => {
    const line = `0|0|${greeting} cnilab-x/a [fd00:0010:0244:0001:0000:0000:0000:0005]`
    expect(only(line, tcp)).toMatchObject({
      connectivity: 'allowed',
      seenAs: 'fd00:0010:0244:0001:0000:0000:0000:0005',
    })
  })

  it.each([
    ['its server', `0|0|${greeting} cnilab-x/a 10.244.2.7 status 200`, 'allowed'],
    ['a proxy that forbids it', '0|0|Access denied status 403', 'refused'],
    ['nobody', '0|28|curl: (28) Connection timeout after 1001 ms status 000', 'dropped'],
    ['an older curl, nobody', '0|28|curl: (28) Connection timed out after 1001 milliseconds status 000', 'dropped'],
    [
      'a shut port',
      '0|7|curl: (7) Failed to connect to 10.1.1.1 port 8003 after 0 ms: Connection refused status 000',
      'refused',
    ],
    [
      'a shut port, by a newer curl',
      "0|7|curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to server status 000",
      'refused',
    ],
    ['another server', '0|0|hello status 200', 'error'],
    ['a proxy without a server behind it', '0|0|upstream connect error status 503', 'error'],
  ] as const)('tells what answers an HTTP request: %s', (_, line, connectivity) => {
    expect(only(line, http)?.connectivity).toBe(connectivity)
  })

  it.each([
    [
      'TCP, no answer',
      '0|1|2026/11/24 15:39:08 socat[372] E connecting to AF=2 10.244.9.9:80: Connection timed out',
      tcp,
    ],
    ['UDP, no answer', '0|0|', udp],
    ['DNS, no answer', '0|9|;; communications error to 10.96.0.10#53: timed out ;; no servers could be reached', dns],
    [
      'DNS over TCP, no answer',
      '0|9|;; Connection to 10.244.2.99#53(10.244.2.99) for kubernetes.default.svc.cluster.local. failed: timed out. ;; no servers could be reached',
      { ...dns, how: 'DNS-TCP' as const },
    ],
  ])('takes silence for a drop: %s', (_, line, dial) => {
    expect(only(line, dial)?.connectivity).toBe('dropped')
  })

  it.each([
    ['TCP', '0|1|2026/11/24 15:33:01 socat[328] E connect(5, AF=2 10.244.2.2:81, 16): Connection refused', tcp],
    ['UDP', '0|1|2026/11/24 15:39:08 socat[374] E read(5, 0x564d230de000, 8192): Connection refused', udp],
    ['DNS', '0|9|;; communications error to 10.244.2.2#53: connection refused ;; no servers could be reached', dns],
  ])('tells a refusal from a drop: %s', (_, line, dial) => {
    expect(only(line, dial)?.connectivity).toBe('refused')
  })

  it.each([
    ['a missing line', 'nothing', tcp],
    ['TCP that connects to something mute', '0|0|', tcp],
    ['a program that is not there', '0|127|sh: 1: socat: not found', udp],
    ['a try that had to be killed', '0|137|', udp],
    [
      'a kernel without the protocol',
      '0|1|socat[335] E socket(2, 1, 132): Protocol not supported',
      { ...tcp, how: 'SCTP' as const },
    ],
  ])('takes for an error, never for a drop: %s', (_, line, dial) => {
    expect(only(line, dial)?.connectivity).toBe('error')
  })

  it('gives one answer a dial in their order, whatever was printed', () => {
    const whole = `begun\n1|0|${greeting} cnilab-x/b 10.1.1.1\n0|1|E connect: Connection refused\n`
    expect(parseObservation(whole, [tcp, tcp]).map(({ connectivity }) => connectivity)).toEqual(['refused', 'allowed'])
    fc.assert(
      fc.property(fc.string(), fc.nat(whole.length), fc.nat(whole.length), (inserted, from, to) => {
        const answers = parseObservation(whole.slice(0, from) + inserted + whole.slice(to), [tcp, udp, dns, http])
        expect(answers).toHaveLength(4)
        for (const { connectivity } of answers)
          expect(['allowed', 'refused', 'dropped', 'error']).toContain(connectivity)
      }),
    )
  })

  it('asks for each dial under its number, in a command that ends itself', () => {
    const argv = checkArguments([tcp, dns])
    expect(argv.slice(0, 4)).toEqual(['timeout', '-s', 'KILL', '8'])
    expect(argv[8]).toBe('1')
    expect(checkArguments([tcp], 400)[8]).toBe('0.4')
    expect(argv.slice(-10)).toEqual(['0', 'TCP', '10.244.1.5', '80', '', '1', 'DNS-UDP', '10.96.0.10', '53', ''])
  })
})
