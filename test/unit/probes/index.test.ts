import { describe, expect, it } from 'vitest'
import { findProbes, inspections, probes } from '../../../main/probes/index.ts'
import { detailsOf } from './mutations.ts'

describe('the list of probes', () => {
  it('finds probes and inspections by their ids, in its own order', () => {
    const ids = [...inspections, ...probes].map(({ id }) => id)
    expect(findProbes([...ids, ...ids])).toEqual({ probes, inspections })
    expect(findProbes(['tcp-throughput']).inspections).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('says what there is when a name is unknown', () => {
    const details = detailsOf(() => findProbes(['tcp-throughput', 'udp']))
    expect(details?.code).toBe('unknown-name')
    expect(details?.hint).toContain('Probes: tcp-throughput, http-latency')
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
