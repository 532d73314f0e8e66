import { describe, expect, it } from 'vitest'
import type { Capability } from '../../../../main/probes/observability/facts.ts'
import { observabilityFacts } from '../../builders/facts/some-facts.ts'
import { blind, claimOf, grounds } from './build-grounds.ts'

/** Every capability of a variant as told, or as a run shows it. */
const seeing = (variant: string, found: Partial<Record<Capability['id'], Capability['found']>>) => {
  const { facts } = observabilityFacts(variant)
  const capabilities = facts.capabilities.map((each) => ({ ...each, found: found[each.id] ?? each.found }))
  return grounds({ shown: { observability: [observabilityFacts(variant, { capabilities })] } })
}

describe('the claim that Flannel’s observability is minimal', () => {
  it('is confirmed where no tool of it shows connections', () => {
    expect(claimOf('observability', 'flannel', grounds())).toMatchObject({
      verdict: 'confirmed',
      because: 'No tool of flannel/vxlan shows connections or drops; what was seen: logs.',
    })
  })

  it('is refuted where one does', () => {
    expect(claimOf('observability', 'flannel', seeing('flannel/vxlan', { 'allowed-flow': 'yes' })).verdict).toBe(
      'refuted',
    )
  })
})

describe('the claim that Calico has metrics and logs', () => {
  it.each([
    ['confirmed', { metrics: 'yes', logs: 'yes' }],
    ['partly', { metrics: 'no', logs: 'yes' }],
    ['not-tested', { metrics: 'no', logs: 'no' }],
    ['not-testable', { metrics: 'not-applicable', logs: 'not-applicable' }],
  ] as const)('is %s by %o', (verdict, found) => {
    expect(claimOf('observability', 'calico', seeing('calico/vxlan', found)).verdict).toBe(verdict)
  })
})

describe('the claim that Cilium has Hubble', () => {
  it('is confirmed by connections, drops and reasons', () => {
    expect(claimOf('observability', 'cilium', grounds())).toMatchObject({
      verdict: 'confirmed',
      because: 'Hubble on cilium/vxlan shows connections, drops and reasons of drops.',
    })
  })

  it('holds in part where drops were not seen, and says why', () => {
    const cell = claimOf('observability', 'cilium', seeing('cilium/vxlan', { 'dropped-flow': 'no' }))
    expect(cell.verdict).toBe('partly')
    expect(cell.because).toContain('Not seen: drops.')
  })

  it('is not tested where nothing was seen or nothing looked at', () => {
    const nothing = { 'allowed-flow': 'no', 'dropped-flow': 'no', 'drop-reason': 'no' } as const
    expect(claimOf('observability', 'cilium', seeing('cilium/vxlan', nothing)).verdict).toBe('not-tested')
    expect(claimOf('observability', 'cilium', blind()).verdict).toBe('not-tested')
  })
})
