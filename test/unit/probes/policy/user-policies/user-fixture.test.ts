import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selects } from '../../../../../main/policy-model/match.ts'
import type { NetworkPolicy } from '../../../../../main/policy-model/network-policy.ts'
import { userFixture, satisfying } from '../../../../../main/probes/policy/user-policies/user-fixture.ts'
import { randomPolicies } from '../../../policy-model/random-policies.ts'
import { LabError } from '../../../../../main/system/errors.ts'
import { policy, model } from '../../../policy-model/small-model.ts'

const web: NetworkPolicy['spec'] = {
  podSelector: { matchLabels: { app: 'web' } },
  ingress: [
    {
      from: [
        { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'front' } } },
        { namespaceSelector: { matchLabels: { team: 'red' } }, podSelector: { matchLabels: { app: 'cli' } } },
      ],
      ports: [{ port: 'http' }, { port: 90, endPort: 95 }, { protocol: 'UDP', port: 53 }],
    },
  ],
}

describe('the fixture for a person’s policies', () => {
  it('has namespaces of the lab, which selectors by name find, and says so', () => {
    const own = userFixture([policy('default', web)])
    expect(own.policies[0]?.metadata.namespace).toBe('cnilab-user-1')
    expect(JSON.stringify(own.policies)).toContain('"kubernetes.io/metadata.name":"cnilab-user-2"')
    expect(own.namespaces).toEqual([
      { name: 'cnilab-user-1', labels: {} },
      { name: 'cnilab-user-2', labels: {} },
      { name: 'cnilab-user-3', labels: { team: 'red' } },
      { name: 'cnilab-user-4', labels: {} },
    ])
    expect(own.notes).toContain('cnilab-user-2 stands for the namespace front, also where selectors name it.')
  })

  it('has a Pod for each selector, a bare one in each namespace, and one that no policy selects', () => {
    const { pods } = userFixture([policy('default', web)])
    const short = pods.map(({ namespace, labels }) => `${namespace.slice(-1)} ${labels.app ?? '-'}`)
    expect(short.toSorted()).toEqual(['1 -', '1 web', '2 -', '3 -', '3 cli', '4 -'])
  })

  it('serves what rules name, both ends of a range, and a port that none does', () => {
    const { ports } = userFixture([policy('default', web)])
    expect(ports).toEqual([
      { name: 'http', protocol: 'TCP', port: 8080 },
      { protocol: 'TCP', port: 90 },
      { protocol: 'TCP', port: 95 },
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 8081 },
    ])
  })

  it('leaves out policies of the cluster’s own namespaces, and is refused when there are no others', () => {
    const system = policy('kube-system', web)
    expect(userFixture([system, policy('a', web)]).notes[0]).toMatch(/^kube-system\/it is left out/)
    expect(() => userFixture([system])).toThrow(LabError)
  })

  it('tells of what it cannot make: too many Pods, SCTP, selectors that contradict themselves', () => {
    const many = Array.from({ length: 15 }, (_, index) =>
      policy('a', { podSelector: { matchLabels: { n: `n${String(index)}` } } }, `p${String(index)}`),
    )
    const never = {
      podSelector: { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] },
      ingress: [{ ports: [{ protocol: 'SCTP', port: 80 }] }],
    } as const
    const { pods, namespaces, notes } = userFixture([...many, policy('a', never, 'never')])
    expect(pods).toHaveLength(10)
    expect(pods.at(-1)?.namespace).toBe(namespaces.at(-1)?.name)
    for (const part of ['more Pods', 'SCTP', 'No Pod can have'])
      expect(notes.filter((each) => each.includes(part))).toHaveLength(1)
  })

  it('finds labels for every selector of random policies, and stays within its bounds', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (seed) => {
        const own = userFixture(randomPolicies(model, seed))
        expect(own.pods.length).toBeLessThanOrEqual(10)
        expect(own.ports.length).toBeLessThanOrEqual(8)
        expect(new Set(own.namespaces.map(({ name }) => name)).size).toBe(own.namespaces.length)
        for (const { metadata, spec } of own.policies) {
          const there = own.pods.filter(({ namespace }) => namespace === metadata.namespace)
          expect(there.some(({ labels }) => selects(spec.podSelector, labels))).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('labels that a selector finds', () => {
  it('take the value that all expressions on a key agree on', () => {
    const key = 'a'
    const anyOf = { key, operator: 'In', values: ['x', 'y'] } as const
    expect(satisfying({ matchExpressions: [anyOf, { key, operator: 'NotIn', values: ['x'] }] })).toEqual({ a: 'y' })
    expect(satisfying({ matchExpressions: [{ key, operator: 'Exists' }, anyOf] })).toEqual({ a: 'x' })
    expect(satisfying({ matchExpressions: [anyOf, { key, operator: 'In', values: ['z'] }] })).toBeUndefined()
    expect(satisfying({ matchExpressions: [{ key, operator: 'DoesNotExist' }] })).toEqual({})
  })
})
