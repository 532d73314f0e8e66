import { describe, expect, it } from 'vitest'
import type { Conclusion } from '../../../main/findings/findings.ts'
import { defaultNeeds } from '../../../main/findings/recommendation/needs.ts'
import { suitabilityOf } from '../../../main/findings/recommendation/suitability.ts'
import { footprintFacts, kindVariants, policyCase, policyFacts, withEncryption } from '../builders/facts/some-facts.ts'
import { recommend, nothing, flannel, calico, cilium, ahead, open, from, key } from './recommending.ts'

describe('what is excluded', () => {
  it('is what was seen not to meet a need, with what was measured', () => {
    const { excluded } = recommend({ ...nothing, enforcement: true }, from())
    expect(excluded).toEqual(
      ['kindnet', flannel].map((variant) => ({
        variant,
        because:
          'It enforces no NetworkPolicy at all: the API server takes policies, and what should be denied was allowed in 2 of 2 cases.',
      })),
    )
  })

  it('is what the run does not show to meet a need, which is said to be no finding against it', () => {
    const { choice, excluded } = recommend(
      { ...nothing, enforcement: true },
      from({ suitability: suitabilityOf(kindVariants, { facts: [] }) }),
    )
    expect(choice).toBeUndefined()
    expect(excluded.map(({ because }) => because)).toEqual(
      kindVariants.map(
        () => 'This run does not show whether NetworkPolicies are enforced, which is no finding against it.',
      ),
    )
  })

  it('is what was not judged since not all was open without policies', () => {
    const closed = { baseline: { isClean: false, failing: [] } }
    const policy = [policyFacts(calico, closed)]
    expect(recommend({ ...nothing, enforcement: true }, from({ shown: { policy } })).choice).toBeUndefined()
  })

  it('is what enforces policies in part', () => {
    const policy = [policyFacts(calico, { enforcement: 'partial' })]
    expect(recommend({ ...nothing, enforcement: true }, from({ shown: { policy } })).choice).toBeUndefined()
  })

  it('is clear text where encryption is needed', () => {
    const wire = [
      withEncryption(calico, { configured: 'wireguard', observed: 'encrypted' }),
      withEncryption(flannel),
      withEncryption(cilium, { configured: 'wireguard', observed: 'unknown' }),
    ]
    const { choice, excluded } = recommend({ ...nothing, encryption: true }, from({ shown: { wire } }))
    expect(choice?.variant).toBe(calico)
    expect(excluded.find(({ variant }) => variant === flannel)?.because).toBe(
      'Pod traffic between nodes was read in clear text.',
    )
    expect(excluded.find(({ variant }) => variant === cilium)?.because).toContain('does not show')
  })

  it('is, for layer 7, everything whose HTTP case was not enforced', () => {
    const needs = { ...nothing, layer7: true }
    expect(recommend(needs, from()).choice).toBeUndefined()
    const cases = [policyCase({ id: 'C1', kind: 'api', layer: 7, outcome: 'match' })]
    const policy = [policyFacts(cilium, { cases }), policyFacts(calico)]
    expect(recommend(needs, from({ shown: { policy } }))).toMatchObject({
      choice: { variant: cilium, reasons: ['HTTP rules are enforced as documented.', expect.any(String)] },
    })
  })

  it('is, for observability, everything that shows no connections', () => {
    const result = recommend({ ...nothing, visibility: true }, from())
    expect(result.choice?.variant).toBe(cilium)
    expect(result.sentence).toBe(
      'cilium/vxlan: the only one that this run shows to meet the needs (visible connections).',
    )
  })
})

describe('the choice', () => {
  it('is by speed the one that is ahead in ranked comparisons', () => {
    const comparisons = [ahead(cilium, calico), ahead(flannel, cilium)]
    const result = recommend(defaultNeeds, from({ comparisons }))
    expect(result).toMatchObject({ choice: { variant: cilium }, runnerUp: { variant: calico }, isTie: false })
    expect(result.choice?.reasons).toContain(
      'Of 1 headline comparison with other candidates it is ahead in 1 and behind in 0.',
    )
  })

  it('is a tie by speed where nothing is decided', () => {
    const result = recommend(defaultNeeds, from({ comparisons: [open(cilium, calico)] }))
    expect(result).toMatchObject({ isTie: true, choice: { variant: calico }, runnerUp: { variant: cilium } })
    expect(result.sentence).toContain('does not tell them apart by the speed measured')
    expect(result.choice?.reasons).toContain('No comparison with another candidate is decided, of 1.')
  })

  it('does not count one round in common as a comparison', () => {
    const uncompared: Conclusion = { ...key, a: cilium, b: calico, verdict: 'not-compared' }
    expect(recommend(defaultNeeds, from({ comparisons: [uncompared] })).choice?.reasons).toContain(
      'Its speed was not compared with that of another candidate.',
    )
  })

  it('takes no baseline for speed', () => {
    const comparisons = [{ ...ahead(cilium, calico), path: 'host-host' as const }]
    expect(recommend(defaultNeeds, from({ comparisons })).isTie).toBe(true)
  })

  it('is by memory the one that takes the least, where it differs by more than one look tells', () => {
    const needs = { ...defaultNeeds, priority: 'memory' } as const
    expect(recommend(needs, from())).toMatchObject({ isTie: false, choice: { variant: calico } })
    const footprint = [footprintFacts(calico, { memoryBytes: 400e6 }), footprintFacts(cilium, { memoryBytes: 390e6 })]
    expect(recommend(needs, from({ shown: { footprint } }))).toMatchObject({
      isTie: true,
      choice: { variant: cilium },
    })
  })

  it('is a tie by memory where one does not tell', () => {
    const { facts } = footprintFacts(calico)
    const { memoryBytes: _, ...untold } = facts
    const footprint = [{ variant: calico, facts: untold }, footprintFacts(cilium)]
    const result = recommend({ ...defaultNeeds, priority: 'memory' }, from({ shown: { footprint } }))
    expect(result).toMatchObject({ isTie: true, choice: { variant: cilium } })
  })

  it('is by simplicity the one with the fewest objects', () => {
    const result = recommend(nothing, from())
    expect(result).toMatchObject({ isTie: false, choice: { variant: 'kindnet' }, runnerUp: { variant: flannel } })
    expect(result.sentence).toBe('kindnet: it brings the fewest objects of all candidates.')
  })

  it('is absent in a run without variants', () => {
    expect(recommend(defaultNeeds, from({}, []))).toMatchObject({
      isTie: false,
      excluded: [],
      sentence: 'The run has no variants.',
    })
  })
})

describe('the costs', () => {
  it('are in how many questions it is behind, and what more it takes', () => {
    const comparisons = [ahead(calico, cilium), ahead(cilium, calico), ahead(cilium, calico)]
    const { choice } = recommend(defaultNeeds, from({ comparisons }))
    expect(choice?.variant).toBe(cilium)
    expect(choice?.costs).toEqual([
      'It is behind calico/vxlan in 1 of 3 headline questions.',
      'It brings 2 objects more than calico/vxlan.',
      'Its Pods take 211 MiB more memory than those of calico/vxlan.',
      'Its images are 32.4 MiB larger than those of calico/vxlan.',
    ])
  })
})
