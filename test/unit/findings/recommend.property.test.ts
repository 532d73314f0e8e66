import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kindVariants, policyCase, policyFacts, withEncryption } from '../builders/facts/some-facts.ts'
import { recommend, ahead, undecided, from } from './recommending.ts'

describe('a recommendation, whatever the run shows', () => {
  const needs = fc.record({
    enforcement: fc.boolean(),
    encryption: fc.boolean(),
    layer7: fc.boolean(),
    visibility: fc.boolean(),
    priority: fc.constantFrom('speed' as const, 'memory' as const, 'simplicity' as const),
  })
  const grounds = fc
    .record({
      ids: fc.subarray([...kindVariants]),
      encrypted: fc.subarray([...kindVariants]),
      http: fc.subarray([...kindVariants]),
      empty: fc.subarray(['policy', 'wire', 'observability', 'footprint'] as const),
      pairs: fc.array(fc.tuple(fc.boolean(), fc.constantFrom(...kindVariants), fc.constantFrom(...kindVariants))),
    })
    .map(({ ids, encrypted, http, empty, pairs }) => {
      const cases = [policyCase({ id: 'C1', kind: 'api', layer: 7, outcome: 'match' })]
      const shown = {
        wire: encrypted.map((id) => withEncryption(id, { configured: 'wireguard', observed: 'encrypted' })),
        policy: ids.map((id) => policyFacts(id, http.some((each) => each === id) ? { cases } : {})),
        ...Object.fromEntries(empty.map((list) => [list, []])),
      }
      const comparisons = pairs
        .filter(([, a, b]) => a !== b)
        .map(([ranked, a, b]) => (ranked ? ahead(a, b) : undecided(a, b)))
      return from({ shown, comparisons }, ids)
    })

  it('is never of an excluded variant, and leaves no variant unmentioned', () => {
    fc.assert(
      fc.property(needs, grounds, (asked, run) => {
        const { choice, runnerUp, excluded, isTie } = recommend(asked, run)
        const out = excluded.map(({ variant }) => variant)
        for (const each of [choice, runnerUp]) if (each) expect(out).not.toContain(each.variant)
        expect(choice === undefined).toBe(out.length === run.suitability.length)
        expect(runnerUp === undefined).toBe(run.suitability.length - out.length < 2)
        if (isTie) expect(runnerUp).toBeDefined()
      }),
    )
  })

  it('is the same each time, and in whole sentences', () => {
    fc.assert(
      fc.property(needs, grounds, (asked, run) => {
        const first = recommend(asked, run)
        expect(recommend(asked, run)).toEqual(first)
        const words = [...(first.choice?.reasons ?? []), ...(first.choice?.costs ?? []), first.sentence]
        for (const sentence of [...words, ...first.excluded.map(({ because }) => because)])
          expect(sentence).toMatch(/\.$/)
      }),
    )
  })

  it('has no candidates more for a need more', () => {
    const need = fc.constantFrom(
      'enforcement' as const,
      'encryption' as const,
      'layer7' as const,
      'visibility' as const,
    )
    fc.assert(
      fc.property(needs, need, grounds, (asked, more, run) => {
        const names = (excluded: readonly { readonly variant: string }[]) => excluded.map(({ variant }) => variant)
        const before = names(recommend({ ...asked, [more]: false }, run).excluded)
        expect(names(recommend({ ...asked, [more]: true }, run).excluded)).toEqual(expect.arrayContaining(before))
      }),
    )
  })
})
