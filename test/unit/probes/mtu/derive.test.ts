import { describe, expect, it } from 'vitest'
import { mtuFacts } from '../../../../main/probes/mtu/derive.ts'
import type { LegRecord } from '../../../../main/probes/mtu/record.ts'
import { outcomeOf } from '../../../../main/probes/mtu/transfer.ts'
import { mtuOverview, mtuVerdicts } from '../../../../main/probes/mtu/view.ts'
import { mtuSentence } from '../../../../main/probes/mtu/words.ts'
import { plainText } from '../../../../main/blocks/content.ts'

const leg = (change: Partial<LegRecord> = {}): LegRecord => ({
  ...{
    path: 'pod-pod/cross-node',
    family: 'ipv4',
    client: 'client',
    server: 'server-far',
    host: '10.244.1.2',
    port: 5206,
  },
  clientMtu: { device: 'eth0', deviceBytes: 1450 },
  serverMtu: { device: 'eth0', deviceBytes: 1450 },
  tries: [],
  largest: { there: 1450, back: 1450 },
  transfers: [
    { direction: 'there', outcome: 'passed' },
    { direction: 'back', outcome: 'passed' },
  ],
  ...change,
})

const shown = (change: Partial<LegRecord>) => {
  const facts = mtuFacts({ legs: [leg(change)] })
  const [verdict] = mtuVerdicts(facts)
  return { verdict: verdict?.verdict, sentence: mtuSentence(facts), overview: plainText(mtuOverview(facts)) }
}

describe('the largest packet of a path', () => {
  it('is right where it is as large as the sender’s MTU', () => {
    expect(shown({})).toEqual({
      verdict: 'pass',
      sentence:
        'Pods send packets of up to 1450 bytes. On every path these arrive whole, and large transfers do not stall.',
      overview: '1450 B',
    })
  })

  it('goes by the route where that has an MTU of its own', () => {
    const mtu = { device: 'eth0', deviceBytes: 1500, routeBytes: 1450 }
    expect(shown({ clientMtu: mtu, serverMtu: mtu }).verdict).toBe('pass')
  })

  it('is a fault where less passes than the sender sends', () => {
    const tries = [{ direction: 'there', bytes: 1450, outcome: 'lost' }] as const
    const found = shown({ tries: [...tries], largest: { there: 1300, back: 1450 } })
    expect(found.verdict).toBe('fail')
    expect(found.sentence).toContain('MTU of 1450 B is larger than what passes to the server, and it is not told')
  })

  it('names a black hole where a transfer stalls', () => {
    const found = shown({ transfers: [{ direction: 'back', outcome: 'stalled' }] })
    expect(found.verdict).toBe('fail')
    expect(found.sentence).toContain('a large transfer back to the client stalls (black hole)')
  })

  it('is unknown where nothing is answered, or the transfer could not be tried', () => {
    expect(shown({ largest: {}, transfers: [] }).verdict).toBe('unknown')
    const failed = { outcome: 'failed', problem: 'the server is busy' } as const
    expect(shown({ transfers: [{ direction: 'there', ...failed }] }).verdict).toBe('unknown')
  })
})

describe('a transfer', () => {
  it('stalls where iperf3 had to be killed, or nothing arrived', () => {
    expect(outcomeOf({ exitCode: 137, stdout: '' })).toEqual({ outcome: 'stalled' })
    expect(outcomeOf({ exitCode: 0, stdout: '{"end":{"sum_received":{"bytes":0}}}' })).toEqual({ outcome: 'stalled' })
  })

  it('passes, or fails in the words of iperf3', () => {
    expect(outcomeOf({ exitCode: 0, stdout: '{"end":{"sum_received":{"bytes":1}}}' })).toEqual({ outcome: 'passed' })
    expect(outcomeOf({ exitCode: 1, stdout: '{"error":"busy"}' })).toEqual({ outcome: 'failed', problem: 'busy' })
    expect(outcomeOf({ exitCode: 1, stdout: 'x' }).outcome).toBe('failed')
  })
})
