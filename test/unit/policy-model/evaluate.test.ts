import { describe, expect, it } from 'vitest'
import { evaluate } from '../../../main/policy-model/evaluate.ts'
import type { NetworkPolicy } from '../../../main/policy-model/network-policy.ts'
import { asEndpoint, connection, host, nodeEndpoints, outside, policy, model, xa, xb, ya, yb } from './small-model.ts'

type Spec = NetworkPolicy['spec']
const verdict = (spec: Spec, of: Parameters<typeof evaluate>[2], namespace = 'x') =>
  evaluate([policy(namespace, spec)], model, of).verdict
const fromApp = (app: string) => ({ podSelector: { matchLabels: { app } } })
const ofTeam = (team: string) => ({ namespaceSelector: { matchLabels: { team } } })
const ingress = (...rules: NonNullable<Spec['ingress']>): Spec => ({ podSelector: {}, ingress: rules })
const egress = (...rules: NonNullable<Spec['egress']>): Spec => ({
  podSelector: {},
  policyTypes: ['Egress'],
  egress: rules,
})

describe('what policies allow', () => {
  it('is everything where none selects either Pod', () => {
    const elsewhere = policy('y', ingress())
    expect(evaluate([elsewhere], model, connection(xa, xb))).toEqual({
      verdict: 'allowed',
      basis: 'no-policy',
      decidedBy: [],
    })
  })

  it('is nothing for no rules, and everything for an empty rule, no peers, or an empty list of them', () => {
    expect(verdict(ingress(), connection(yb, xa))).toBe('denied')
    for (const rule of [{}, { from: [] }, { from: [], ports: [] }])
      expect(verdict(ingress(rule), connection(yb, xa))).toBe('allowed')
    expect(verdict(egress(), connection(xa, yb))).toBe('denied')
    expect(verdict(egress({ to: [] }), connection(xa, yb))).toBe('allowed')
  })

  it('names those that allow, or those that isolate', () => {
    const policies = [policy('x', ingress(), 'deny'), policy('x', ingress({ from: [fromApp('b')] }), 'from-b')]
    expect(evaluate(policies, model, connection(xb, xa))).toEqual({
      verdict: 'allowed',
      basis: 'policies',
      decidedBy: ['x/from-b'],
    })
    expect(evaluate(policies, model, connection(ya, xa))).toEqual({
      verdict: 'denied',
      basis: 'policies',
      decidedBy: ['x/deny', 'x/from-b'],
    })
  })

  it('is both of two selectors in one entry, and either of two entries', () => {
    const one = ingress({ from: [{ ...fromApp('b'), ...ofTeam('blue') }] })
    const two = ingress({ from: [fromApp('b'), ofTeam('blue')] })
    expect([xb, ya, yb].map((from) => verdict(one, connection(from, xa)))).toEqual(['denied', 'denied', 'allowed'])
    expect([xb, ya, yb].map((from) => verdict(two, connection(from, xa)))).toEqual(['allowed', 'allowed', 'allowed'])
  })

  it('is Pods of the policy’s own namespace where no other is selected', () => {
    expect([xb, yb].map((from) => verdict(ingress({ from: [fromApp('b')] }), connection(from, xa)))).toEqual([
      'allowed',
      'denied',
    ])
  })

  it('is decided at both ends', () => {
    const policies = [policy('x', egress({ to: [ofTeam('blue')] })), policy('y', ingress())]
    expect(evaluate(policies, model, connection(xa, yb))).toEqual({
      verdict: 'denied',
      basis: 'policies',
      decidedBy: ['y/it'],
    })
    expect(evaluate(policies.slice(0, 1), model, connection(xa, yb)).verdict).toBe('allowed')
  })

  it('finds a namespace by the name that the API server labels it with', () => {
    const named = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'y' } } }
    expect([xb, yb].map((from) => verdict(ingress({ from: [named] }), connection(from, xa)))).toEqual([
      'denied',
      'allowed',
    ])
  })
})

describe('types of policies', () => {
  it('are Ingress unless told, and Egress where there are rules for it', () => {
    expect(verdict({ podSelector: {} }, connection(xa, yb))).toBe('allowed')
    expect(verdict({ podSelector: {}, egress: [] }, connection(xa, yb))).toBe('allowed')
    expect(verdict({ podSelector: {}, policyTypes: [] }, connection(yb, xa))).toBe('denied')
    const untold: Spec = { podSelector: {}, egress: [{ ports: [{ port: 81 }] }] }
    expect(verdict(untold, connection(xa, yb))).toBe('denied')
    expect(verdict(untold, connection(yb, xa))).toBe('denied')
  })

  it('leave rules of the other direction without effect', () => {
    expect(verdict({ podSelector: {}, policyTypes: ['Egress'], ingress: [] }, connection(yb, xa))).toBe('allowed')
  })
})

describe('selectors', () => {
  const by = (...matchExpressions: NonNullable<Spec['podSelector']['matchExpressions']>) =>
    [xa, xb].map((to) => verdict({ podSelector: { matchExpressions } }, connection(ya, to)))

  it('by expressions: NotIn and DoesNotExist also find what has no such label', () => {
    expect(by({ key: 'role', operator: 'In', values: ['guest', 'host'] })).toEqual(['allowed', 'denied'])
    expect(by({ key: 'role', operator: 'NotIn', values: ['guest'] })).toEqual(['denied', 'allowed'])
    expect(by({ key: 'role', operator: 'Exists' })).toEqual(['allowed', 'denied'])
    expect(by({ key: 'role', operator: 'DoesNotExist' })).toEqual(['denied', 'allowed'])
  })

  it('want all that they say', () => {
    const guest = { key: 'role', operator: 'Exists' } as const
    expect(by(guest, { key: 'app', operator: 'In', values: ['a'] })).toEqual(['allowed', 'allowed'])
  })

  it('do not find what every object has from its prototype', () => {
    expect(by({ key: 'constructor', operator: 'Exists' })).toEqual(['allowed', 'allowed'])
  })
})

describe('ports', () => {
  const on = (port: NonNullable<NonNullable<Spec['ingress']>[number]['ports']>[number], of = {}) =>
    verdict(ingress({ ports: [port] }), connection(ya, xb, of))

  it('are TCP unless told, all of a protocol without a number, and up to an end', () => {
    expect([on({ port: 80 }), on({ port: 80 }, { protocol: 'UDP' })]).toEqual(['allowed', 'denied'])
    expect([on({ protocol: 'UDP' }), on({ protocol: 'UDP' }, { protocol: 'UDP', port: 9 })]).toEqual([
      'denied',
      'allowed',
    ])
    const range = { port: 80, endPort: 82 }
    expect([79, 80, 82, 83].map((port) => on(range, { port }))).toEqual(['denied', 'allowed', 'allowed', 'denied'])
  })

  it('by name are those of the Pod that is reached, by their protocol', () => {
    const web = egress({ ports: [{ port: 'web' }] })
    expect([80, 8080].map((port) => verdict(web, connection(xa, yb, { port })))).toEqual(['allowed', 'denied'])
    expect([80, 8080].map((port) => verdict(web, connection(xa, ya, { port })))).toEqual(['denied', 'allowed'])
    expect(verdict(egress({ ports: [{ port: 'ask' }] }), connection(xa, yb, { protocol: 'UDP' }))).toBe('denied')
    expect(
      verdict(egress({ ports: [{ port: 'ask', protocol: 'UDP' }] }), connection(xa, yb, { protocol: 'UDP' })),
    ).toBe('allowed')
    expect(verdict(egress({ ports: [{ port: 'ask' }] }), connection(xa, yb))).toBe('denied')
    expect(verdict(web, connection(xa, outside))).toBe('denied')
  })
})

describe('addresses', () => {
  it('outside are found by ranges alone, without their exceptions', () => {
    const near = { ipBlock: { cidr: '192.168.0.0/24', except: ['192.168.0.64/28'] } }
    const far = { kind: 'outside', address: '192.168.0.80' } as const
    expect(verdict(ingress({ from: [{ podSelector: {}, namespaceSelector: {} }] }), connection(outside, xa))).toBe(
      'denied',
    )
    expect([outside, far].map((from) => verdict(ingress({ from: [near] }), connection(from, xa)))).toEqual([
      'denied',
      'allowed',
    ])
  })

  it('are told apart by family', () => {
    const six = { kind: 'outside', address: 'fd00::7' } as const
    expect(verdict(ingress({ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }), connection(six, xa))).toBe('denied')
    expect(verdict(ingress({ from: [{ ipBlock: { cidr: 'fd00::/64' } }] }), connection(six, xa))).toBe('allowed')
  })

  it('of Pods leave it undefined only where it hinges on them', () => {
    const all = { ipBlock: { cidr: '0.0.0.0/0' } }
    const hinges = evaluate([policy('x', ingress({ from: [all] }))], model, connection(yb, xa))
    expect(hinges).toEqual({ verdict: 'undefined', basis: 'pod-address', decidedBy: ['x/it'] })
    expect(verdict(ingress({ from: [all, ofTeam('blue')] }), connection(yb, xa))).toBe('allowed')
    expect(verdict(ingress({ from: [all], ports: [{ port: 81 }] }), connection(yb, xa))).toBe('denied')
  })
})

describe('nodes and host-network Pods', () => {
  const deny = [policy('x', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })]
  const [one, two] = nodeEndpoints

  it('reach Pods of the same node, and are reached from them', () => {
    const open = { verdict: 'allowed', basis: 'own-node', decidedBy: [] }
    if (!one || !two) throw new Error('there are two nodes')
    expect(evaluate(deny, model, connection(host, xb))).toEqual(open)
    expect(evaluate(deny, model, connection(xb, host))).toEqual(open)
    expect(evaluate(deny, model, connection(one, xa))).toEqual(open)
    expect(evaluate(deny, model, connection(xa, two)).verdict).toBe('denied')
  })

  it('of other nodes are addresses', () => {
    const range = { ipBlock: { cidr: '192.168.0.2/32' } }
    expect(verdict(ingress(), connection(host, xa))).toBe('denied')
    expect(verdict(ingress({ from: [range] }), connection(host, xa))).toBe('allowed')
    expect(verdict(egress({ to: [range] }), connection(xa, host))).toBe('allowed')
  })

  it('leave it undefined whether selectors find them', () => {
    const decision = evaluate([policy('x', ingress({ from: [ofTeam('blue')] }))], model, connection(host, xa))
    expect(decision).toMatchObject({ verdict: 'undefined', basis: 'host-network' })
    expect(evaluate([policy('y', ingress())], model, connection(xa, host))).toMatchObject({
      verdict: 'undefined',
      basis: 'host-network',
    })
  })

  it('do not forbid a Pod the way to itself', () => {
    expect(evaluate(deny, model, connection(xa, asEndpoint({ ...xa })))).toMatchObject({
      verdict: 'allowed',
      basis: 'own-node',
    })
  })
})
