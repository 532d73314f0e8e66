import fc from 'fast-check'
import { stringify } from 'yaml'
import { describe, expect, it } from 'vitest'
import { parseNetworkPolicies } from '../../../main/policy-model/network-policy.ts'
import { LabError } from '../../../main/system/errors.ts'

const head = (name: string) => `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}}\n`
const detailsOf = (yaml: string) => {
  try {
    parseNetworkPolicies(yaml)
  } catch (error) {
    if (error instanceof LabError) return error.details
    throw error
  }
  throw new Error('it was read')
}
const refusal = (spec: string) => detailsOf(`${head('it')}spec: ${spec}`).message

describe('reading policies', () => {
  it('takes documents and lists, empty ones too, and knows the namespace that is meant', () => {
    const listed = {
      apiVersion: 'v1',
      kind: 'List',
      items: [{ ...plain('b'), metadata: { name: 'b', namespace: 'there' } }],
    }
    const policies = parseNetworkPolicies(`---\n${stringify(plain('a'))}---\n# nothing\n---\n${stringify(listed)}`)
    expect(policies.map(({ metadata }) => metadata)).toEqual([
      { name: 'a', namespace: 'default' },
      { name: 'b', namespace: 'there' },
    ])
  })

  it('takes null for absent, as the API server does', () => {
    const [policy] = parseNetworkPolicies(
      `${head('it')}spec: {podSelector: null, ingress: [{from: null}], egress: null}`,
    )
    expect(policy?.spec).toEqual({ podSelector: {}, ingress: [{}] })
  })

  it('names the document and the field', () => {
    expect(refusal('{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/33}}]}]}')).toBe(
      'Document 1: spec.ingress.0.from.0.ipBlock.cidr: "10.0.0.0/33" is not a range of addresses like 10.0.0.0/8.',
    )
  })

  it.each([
    ['an empty peer', '{podSelector: {}, ingress: [{from: [{}]}]}'],
    ['a peer of both kinds', '{podSelector: {}, ingress: [{from: [{podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]}]}'],
    [
      'an exception outside',
      '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/9]}}]}]}',
    ],
    [
      'an exception of all',
      '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}}]}]}',
    ],
    ['an end before the start', '{podSelector: {}, ingress: [{ports: [{port: 80, endPort: 79}]}]}'],
    ['an end of a name', '{podSelector: {}, ingress: [{ports: [{port: web, endPort: 90}]}]}'],
    ['a number as text', '{podSelector: {}, ingress: [{ports: [{port: "80"}]}]}'],
    ['values for Exists', '{podSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}}'],
    ['no values for In', '{podSelector: {matchExpressions: [{key: a, operator: In}]}}'],
    ['a field with a typing error', '{podSelector: {}, ingres: []}'],
    ['a label that is no text', '{podSelector: {matchLabels: {a: true}}}'],
  ])('refuses %s', (_, spec) => {
    expect(refusal(spec)).toMatch(/^Document 1: spec/)
  })

  it('refuses two of the same name, and none', () => {
    expect(detailsOf(`${stringify(plain('a'))}---\n${stringify(plain('a'))}`).message).toBe('default/a is there twice.')
    expect(detailsOf('').message).toBe('there is none.')
  })

  it('gives policies or a LabError, whatever the text', () => {
    const text = `${head('it')}spec: {podSelector: {matchLabels: {a: b}}, egress: [{to: [{ipBlock: {cidr: fd00::/8}}]}]}`
    const mutated = fc
      .tuple(
        fc.nat(text.length),
        fc.nat(8),
        fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('&a', '*a', '[', '!!x ')),
      )
      .map(([at, length, other]) => text.slice(0, at) + other + text.slice(at + length))
    const deep = fc.nat(200).map((depth) => '['.repeat(depth))
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string(), { weight: 1, arbitrary: deep }), (yaml) => {
        try {
          expect(parseNetworkPolicies(yaml).length).toBeGreaterThan(0)
        } catch (error) {
          if (!(error instanceof LabError)) throw error
        }
      }),
      { numRuns: 100 },
    )
  })
})

const plain = (name: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name },
  spec: { podSelector: {} },
})
