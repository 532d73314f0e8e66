import { describe, expect, it } from 'vitest'
import type { PolicyFacts } from '../../../../main/probes/policy/facts.ts'
import { policyCase, policyFacts } from '../../builders/facts/some-facts.ts'
import { claimOf, grounds } from './build-grounds.ts'

const withPolicy = (variant: string, change: Partial<PolicyFacts>) =>
  grounds({ shown: { policy: [policyFacts(variant, change)] } })

const http = (outcome: 'match' | 'not-applicable' | 'not-enforced') => ({
  cases: [policyCase({ id: 'C1', kind: 'api', outcome, notes: 'As told.', layer: 7 as const })],
})
const failing = [{ from: 'x/b', to: 'x/a', protocol: 'TCP', port: 80, observed: 'dropped' }] as const
const closed = { baseline: { isClean: false, failing } }

describe('the claim that Flannel’s policy is limited', () => {
  it('is refuted where nothing is enforced', () => {
    const cell = claimOf('policy', 'flannel', grounds())
    expect(cell).toMatchObject({ verdict: 'refuted', links: [{ probe: 'policy' }, { fact: 'flannel-add-on' }] })
    expect(cell.because).toContain('2 of 2 cases')
  })

  it.each([
    ['confirmed', 'partial'],
    ['refuted', 'full'],
    ['not-tested', 'unknown'],
  ] as const)('is %s by enforcement that is %s', (verdict, enforcement) => {
    const counts = { judged: 2, match: 1, notEnforced: 1, deviating: 0, unknown: 0 }
    expect(claimOf('policy', 'flannel', withPolicy('flannel/vxlan', { enforcement, counts })).verdict).toBe(verdict)
  })

  it('is refuted where no case is enforced as a whole: a packet lost is no enforcement', () => {
    const counts = { judged: 22, match: 0, notEnforced: 21, deviating: 1, unknown: 0 }
    const from = (variant: string) => withPolicy(variant, { enforcement: 'partial', counts })
    expect(claimOf('policy', 'flannel', from('flannel/vxlan'))).toMatchObject({
      verdict: 'refuted',
      because:
        'flannel/vxlan enforces no case as a whole: what should be denied was allowed in 21 of 22 cases, and in part in 1.',
    })
    expect(claimOf('policy', 'calico', from('calico/vxlan')).verdict).toBe('refuted')
  })

  it('is not judged where not all was open without any policy', () => {
    expect(claimOf('policy', 'flannel', withPolicy('flannel/vxlan', closed))).toMatchObject({
      verdict: 'not-tested',
      because: 'Without any policy these were not allowed: x/b → x/a, TCP 80 (no answer).',
    })
  })
})

describe('the claim that Calico’s policy is full', () => {
  it.each([
    ['confirmed', 'full'],
    ['partly', 'partial'],
    ['refuted', 'none'],
    ['not-tested', 'unknown'],
  ] as const)('is %s by enforcement that is %s', (verdict, enforcement) => {
    expect(claimOf('policy', 'calico', withPolicy('calico/vxlan', { enforcement })).verdict).toBe(verdict)
  })
})

describe('the claim that Cilium’s policy goes to layer 7', () => {
  it('is confirmed by the standard cases and the one of HTTP together', () => {
    expect(claimOf('policy', 'cilium', withPolicy('cilium/vxlan', http('match'))).verdict).toBe('confirmed')
  })

  it('holds in part where HTTP cannot be tested here, and says why', () => {
    const cell = claimOf('policy', 'cilium', withPolicy('cilium/vxlan', http('not-applicable')))
    expect(cell.verdict).toBe('partly')
    expect(cell.because).toContain('Layer 7: not tested here. As told.')
  })

  it.each([http('not-enforced'), { cases: [] }])(
    'holds in part where HTTP rules are not shown to be enforced',
    (change) => {
      expect(claimOf('policy', 'cilium', withPolicy('cilium/vxlan', change)).verdict).toBe('partly')
    },
  )

  it('is refuted where not even the standard cases are enforced', () => {
    const change = { ...http('match'), enforcement: 'none' as const }
    expect(claimOf('policy', 'cilium', withPolicy('cilium/vxlan', change)).verdict).toBe('refuted')
  })
})
