import { describe, expect, it } from 'vitest'
import { findProbe, probes } from '../../../main/probes/index.ts'
import { detailsOf } from './mutations.ts'

describe('the list of probes', () => {
  it('finds a probe by its id', () => {
    for (const probe of probes) expect(findProbe(probe.id)).toBe(probe)
  })

  it('says what there is when a name is unknown', () => {
    const details = detailsOf(() => findProbe('udp'))
    expect(details?.code).toBe('unknown-name')
    expect(details?.hint).toBe('Probes: tcp-throughput, http-latency.')
  })

  it('gives each probe exactly one headline, that can be ranked', () => {
    for (const { metrics } of probes) {
      const headlines = Object.values(metrics).filter(({ headline }) => headline)
      expect(headlines.map(({ better }) => better)).toEqual([expect.stringMatching(/^(higher|lower)$/)])
    }
  })

  it('gives each server a port of its own, since host-network Pods share a node', () => {
    expect(new Set(probes.map(({ server }) => server.port)).size).toBe(probes.length)
  })
})
