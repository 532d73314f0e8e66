import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { httpLatency } from '../../../main/probes/http-latency/http-latency.ts'
import { fixture } from '../fixture.ts'
import { detailsOf, givesMeasurementOrLabError, mutationsOf } from './mutations.ts'

const { parse } = httpLatency
const newConnection = fixture('curl/curl-7.88-new-connection.jsonl')
const keptAlive = fixture('curl/curl-7.88-kept-alive.jsonl')
const target = { host: '10.244.1.2', port: 8080 }
const intensity = { durationS: 3, requests: 400 }

/** The fixture as if there had been more requests like its own, with some of its lines changed. */
function repeated(original: string, times: number, change: (line: Record<string, unknown>, number: number) => void) {
  const lines = original.trimEnd().split('\n')
  const of = lines.length * times
  return Array.from({ length: of }, (_, index) => {
    const line = JSON.parse(lines[index % lines.length] ?? '') as Record<string, unknown>
    const caseId = original === keptAlive ? 'kept-alive' : 'new-connection'
    line.url_effective = `http://10.244.1.2:8080/${caseId}?n=${String(index + 1)}&of=${String(of)}`
    if (original === keptAlive) line.num_connects = index === 0 ? 1 : 0
    change(line, index + 1)
    return JSON.stringify(line)
  }).join('\n')
}

describe('http-latency reads curl', () => {
  it('takes phases apart where each request connects anew', () => {
    const { metrics, distributions } = parse(newConnection)
    expect(metrics).toEqual({
      totalMs: 0.053,
      firstByteMs: 0.019,
      connectMs: 0.02,
      dnsMs: 0.016,
      coldTotalMs: 0.675,
      failedRequests: 0,
    })
    expect(distributions?.totalMs?.slice(0, 3)).toEqual([0.128, 0.066, 0.047])
    expect(distributions?.connectMs?.slice(0, 3)).toEqual([0.044, 0.016, 0.019])
    expect(distributions?.firstByteMs?.slice(0, 3)).toEqual([0.054, 0.036, 0.018])
  })

  it('has no connect time where the connection is kept', () => {
    const { metrics, distributions } = parse(keptAlive)
    expect(metrics).toEqual({
      totalMs: 0.02,
      firstByteMs: 0.012,
      dnsMs: 0.017,
      coldTotalMs: 0.327,
      failedRequests: 0,
      reconnects: 0,
    })
    expect(Object.keys(distributions ?? {})).toEqual(['totalMs', 'firstByteMs'])
  })

  it('keeps the first request, which is cold, out of the distributions', () => {
    expect(parse(newConnection).distributions?.totalMs).toHaveLength(29)
    expect(parse(newConnection).distributions?.totalMs).not.toContain(0.675)
  })

  it('names only metrics that the probe declares', () => {
    const declared = Object.keys(httpLatency.metrics)
    for (const output of [newConnection, keptAlive]) {
      const { metrics, distributions } = parse(output)
      expect(declared).toEqual(expect.arrayContaining([...Object.keys(metrics), ...Object.keys(distributions ?? {})]))
    }
  })

  it('counts a failure in a hundred and leaves it out', () => {
    const output = repeated(newConnection, 10, (line, number) => {
      if (number === 7) Object.assign(line, { http_code: 502 })
      if (number === 8) Object.assign(line, { http_code: 0, exitcode: 28, errormsg: 'Connection timed out' })
    })
    const { metrics, distributions } = parse(output)
    expect(metrics.failedRequests).toBe(2)
    expect(distributions?.totalMs).toHaveLength(297)
  })

  it('counts the requests of a kept connection that had to connect again', () => {
    const output = repeated(keptAlive, 2, (line, number) => {
      if (number % 10 === 0) line.num_connects = 1
    })
    expect(parse(output).metrics.reconnects).toBe(6)
  })
})

describe('http-latency fails', () => {
  it('when more than one request in a hundred fails, with the reason of the first', () => {
    const output = repeated(newConnection, 10, (line, number) => {
      if (number % 75 === 0) line.http_code = 500 + number / 75
    })
    const details = detailsOf(() => parse(output))
    expect(details?.code).toBe('probe-failed')
    expect(details?.message).toBe('4 of 300 requests failed, the first one so: HTTP status 501')
  })

  it.each([
    ['unknown-host', 'Resolving timed out'],
    ['connection-refused', "Couldn't connect"],
    ['unreachable', "Couldn't connect"],
  ])('in the words of curl: %s', (name, words) => {
    const details = detailsOf(() => parse(fixture(`curl/curl-7.88-${name}.jsonl`)))
    expect(details?.code).toBe('probe-failed')
    expect(details?.message).toContain(words)
  })

  it('when a connection that should be kept is not', () => {
    const details = detailsOf(() => parse(fixture('curl/curl-7.88-kept-alive-but-closed.jsonl')))
    expect(details?.code).toBe('probe-failed')
    expect(details?.message).toContain('9 of 9 requests had to connect again')
  })

  it('when requests that should connect anew do not', () => {
    const details = detailsOf(() => parse(fixture('curl/curl-7.88-new-connection-but-reused.jsonl')))
    expect(details?.code).toBe('probe-failed')
    expect(details?.message).toContain('did not connect anew')
  })

  it('when curl was ended half-way, also between two lines', () => {
    const half = newConnection.split('\n').slice(0, 15).join('\n')
    expect(detailsOf(() => parse(half))?.message).toContain('15 of 30 requests')
    expect(detailsOf(() => parse(newConnection.slice(0, -300)))?.code).toBe('unparsable-output')
  })

  it('when there is nothing, or nothing but the cold request', () => {
    expect(detailsOf(() => parse(''))?.code).toBe('unparsable-output')
    const only = newConnection.split('\n').slice(0, 1).join('').replaceAll('of=30', 'of=1')
    expect(detailsOf(() => parse(only))?.code).toBe('unparsable-output')
  })

  it('with nothing but a LabError, however the output is damaged', () => {
    for (const original of [newConnection, keptAlive, fixture('curl/curl-7.88-unreachable.jsonl')])
      fc.assert(fc.property(mutationsOf(original), (output) => givesMeasurementOrLabError(parse, output)))
    fc.assert(fc.property(fc.json(), (output) => givesMeasurementOrLabError(parse, output)))
  })
})

describe('http-latency runs', () => {
  it('one curl for all requests, told in the URL what it is to do', () => {
    const argv = httpLatency.client({ caseId: 'kept-alive', target, intensity })
    expect(argv.at(-1)).toBe('http://10.244.1.2:8080/kept-alive?n=[1-400]&of=400')
    expect(argv).not.toContain('Connection: close')
  })

  it('with a header that closes the connection, in the case that needs new ones', () => {
    const argv = httpLatency.client({ caseId: 'new-connection', target, intensity })
    expect(argv).toContain('Connection: close')
    expect(argv.at(-1)).toBe('http://10.244.1.2:8080/new-connection?n=[1-400]&of=400')
  })

  it('at least one request that is not cold', () => {
    const argv = httpLatency.client({ caseId: 'kept-alive', target, intensity: { durationS: 1, requests: 0 } })
    expect(argv.at(-1)).toContain('[1-2]&of=2')
  })

  it('against a body of 1 KiB', () => {
    expect(/return 200 "(\.+)"/.exec(httpLatency.server.argv.at(-1) ?? '')?.[1]).toHaveLength(1024)
  })

  it('a server whose command Kubernetes leaves as it is: of two dollar signs it makes one', () => {
    expect(httpLatency.server.argv.join(' ')).not.toContain('$$')
  })

  it('within a deadline that grows with the requests', () => {
    expect(httpLatency.deadlineMs(intensity)).toBe(28_000)
  })
})
