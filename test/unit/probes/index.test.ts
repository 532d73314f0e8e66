import { describe, expect, it } from 'vitest'
import { probes } from '../../../main/probes/index.ts'
import { measuring, once, onWish } from '../builders/probes.ts'
import { detailsOf } from './mutations.ts'

describe('the list of probes', () => {
  it('says what there is when a name is unknown', () => {
    const details = detailsOf(() => probes.get('udp'))
    expect(details?.code).toBe('unknown-name')
    expect(details?.hint).toContain('tcp-throughput, http-latency')
  })

  it('gives each probe with numbers exactly one headline, that can be ranked', () => {
    for (const { metrics } of [...measuring, ...onWish]) {
      const headlines = Object.values(metrics).filter(({ headline }) => headline)
      expect(headlines.map(({ better }) => better)).toEqual([expect.stringMatching(/^(higher|lower)$/)])
    }
  })

  it('gives each server a port of its own, since host-network Pods share a node', () => {
    const servers = new Set(probes.all().flatMap((probe) => probe.servers))
    expect(new Set([...servers].map(({ port }) => port)).size).toBe(servers.size)
  })

  it('has what is read once look at the cluster as a whole', () => {
    for (const { paths, cases } of once) expect([paths, cases.length]).toEqual([['cluster'], 1])
  })
})
