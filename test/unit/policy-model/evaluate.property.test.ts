import fc from 'fast-check'
import { stringify } from 'yaml'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../../main/policy-model/evaluate.ts'
import { parseNetworkPolicies } from '../../../main/policy-model/network-policy.ts'
import { randomPolicies } from './random-policies.ts'
import { allowedByTheBook } from './by-the-book.ts'
import { everyConnection, policy, model } from './small-model.ts'

const seed = fc.integer({ min: 0, max: 2 ** 31 })
const cases = seed.map((each) => randomPolicies(model, each, ['192.168.0.77', '10.2.0.1']))
const plainConnections = everyConnection.filter(({ from, to }) =>
  [from, to].every((each) => each.kind === 'outside' || (each.kind === 'pod' && !each.pod.hostNetwork)),
)
const decisions = (policies: Parameters<typeof evaluate>[0], connections = everyConnection) =>
  connections.map((connection) => evaluate(policies, model, connection))

describe('decisions on random policies', () => {
  it('agree with a second reading of the specification', () => {
    const verdicts = new Map<string, number>()
    fc.assert(
      fc.property(cases, (policies) => {
        for (const connection of plainConnections) {
          const without = allowedByTheBook(policies, model, connection, false)
          const withThem = allowedByTheBook(policies, model, connection, true)
          const expected = without !== withThem ? 'undefined' : without ? 'allowed' : 'denied'
          const { verdict } = evaluate(policies, model, connection)
          verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
          if (verdict !== expected) expect.fail(`${verdict}, not ${expected}: ${JSON.stringify(connection)}`)
        }
      }),
      { numRuns: 100 },
    )
    // The comparison says nothing unless all three come up, and often.
    for (const verdict of ['allowed', 'denied', 'undefined']) expect(verdicts.get(verdict)).toBeGreaterThan(10)
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
        const plain = decisions(policies, plainConnections)
        expect(
          decisions([...policies, ...everything], plainConnections).every(({ verdict }) => verdict === 'allowed'),
        ).toBe(true)
        decisions([...policies, ...nothing], plainConnections).forEach(({ verdict }, index) => {
          if (verdict === 'allowed') expect(plain[index]?.verdict).toBe('allowed')
        })
      }),
      { numRuns: 50 },
    )
  })
})

describe('random policies', () => {
  it('are the same for the same seed, and others for another', () => {
    const of = (each: number) => stringify(randomPolicies(model, each))
    expect(of(7)).toBe(of(7))
    expect(new Set(Array.from({ length: 50 }, (_, each) => of(each))).size).toBeGreaterThan(45)
  })

  it('are valid, and use every feature', () => {
    const texts = Array.from({ length: 150 }, (_, each) =>
      randomPolicies(model, each)
        .map((one) => stringify(one, { compat: 'yaml-1.1' }))
        .join('---\n'),
    )
    for (const text of texts) expect(parseNetworkPolicies(text).length).toBeLessThanOrEqual(3)
    const all = texts.join('')
    for (const feature of ['In', 'NotIn', 'Exists', 'DoesNotExist']) expect(all).toContain(`operator: ${feature}\n`)
    for (const feature of ['endPort:', 'except:', 'port: web', 'namespaceSelector:', '- Egress', 'protocol: UDP'])
      expect(all).toContain(feature)
  })
})
