import fc from 'fast-check'
import { stringify } from 'yaml'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../../../../main/probes/policy/evaluator/evaluate.ts'
import { parseNetworkPolicies } from '../../../../../main/probes/policy/evaluator/network-policy.ts'
import { randomPolicies } from '../../../../../main/probes/policy/evaluator/random-policy.ts'
import { allowedByTheBook } from './by-the-book.ts'
import { everyFlow, policy, world } from './small-world.ts'

const seed = fc.integer({ min: 0, max: 2 ** 31 })
const cases = seed.map((each) => randomPolicies(world, each, ['192.168.0.77', '10.2.0.1']))
const plainFlows = everyFlow.filter(({ from, to }) =>
  [from, to].every((each) => each.kind === 'outside' || (each.kind === 'pod' && !each.pod.hostNetwork)),
)
const decisions = (policies: Parameters<typeof evaluate>[0], flows = everyFlow) =>
  flows.map((flow) => evaluate(policies, world, flow))

describe('decisions on random policies', () => {
  it('agree with a second reading of the specification', () => {
    const verdicts = new Map<string, number>()
    fc.assert(
      fc.property(cases, (policies) => {
        for (const flow of plainFlows) {
          const without = allowedByTheBook(policies, world, flow, false)
          const withThem = allowedByTheBook(policies, world, flow, true)
          const expected = without !== withThem ? 'undefined' : without ? 'open' : 'blocked'
          const { verdict } = evaluate(policies, world, flow)
          verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
          if (verdict !== expected) expect.fail(`${verdict}, not ${expected}: ${JSON.stringify(flow)}`)
        }
      }),
      { numRuns: 100 },
    )
    // The comparison says nothing unless all three come up, and often.
    for (const verdict of ['open', 'blocked', 'undefined']) expect(verdicts.get(verdict)).toBeGreaterThan(10)
  })

  it('do not change by a policy that selects nothing', () => {
    const idle = policy(
      'x',
      { podSelector: { matchLabels: { app: 'nobody' } }, policyTypes: ['Ingress', 'Egress'] },
      'idle',
    )
    fc.assert(
      fc.property(cases, (policies) => {
        expect(decisions([...policies, idle])).toEqual(decisions(policies))
      }),
      { numRuns: 50 },
    )
  })

  it('do not depend on the order of policies', () => {
    const verdicts = (policies: Parameters<typeof evaluate>[0]) => decisions(policies).map(({ verdict }) => verdict)
    fc.assert(
      fc.property(cases, (policies) => {
        expect(verdicts(policies.toReversed())).toEqual(verdicts(policies))
      }),
      { numRuns: 50 },
    )
  })

  it('only ever open more when a policy allows everything, and only ever close more when the first one selects a Pod', () => {
    const everything = ['x', 'y'].map((namespace) =>
      policy(namespace, { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] }, 'all'),
    )
    const nothing = ['x', 'y'].map((namespace) =>
      policy(namespace, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'none'),
    )
    fc.assert(
      fc.property(cases, (policies) => {
        const plain = decisions(policies, plainFlows)
        expect(decisions([...policies, ...everything], plainFlows).every(({ verdict }) => verdict === 'open')).toBe(
          true,
        )
        decisions([...policies, ...nothing], plainFlows).forEach(({ verdict }, index) => {
          if (verdict === 'open') expect(plain[index]?.verdict).toBe('open')
        })
      }),
      { numRuns: 50 },
    )
  })
})

describe('random policies', () => {
  it('are the same for the same seed, and others for another', () => {
    const of = (each: number) => stringify(randomPolicies(world, each))
    expect(of(7)).toBe(of(7))
    expect(new Set(Array.from({ length: 50 }, (_, each) => of(each))).size).toBeGreaterThan(45)
  })

  it('are valid, and use every feature', () => {
    const texts = Array.from({ length: 150 }, (_, each) =>
      randomPolicies(world, each)
        .map((one) => stringify(one))
        .join('---\n'),
    )
    for (const text of texts) expect(parseNetworkPolicies(text).length).toBeLessThanOrEqual(3)
    const all = texts.join('')
    for (const feature of ['In', 'NotIn', 'Exists', 'DoesNotExist']) expect(all).toContain(`operator: ${feature}\n`)
    for (const feature of ['endPort:', 'except:', 'port: web', 'namespaceSelector:', '- Egress', 'protocol: UDP'])
      expect(all).toContain(feature)
  })
})
