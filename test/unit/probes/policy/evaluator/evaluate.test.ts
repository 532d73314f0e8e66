import { describe, expect, it } from 'vitest'
import { evaluate } from '../../../../../main/probes/policy/evaluator/evaluate.ts'
import type { NetworkPolicy } from '../../../../../main/probes/policy/evaluator/network-policy.ts'
import { asParty, flow, host, nodeParties, outside, policy, world, xa, xb, ya, yb } from './small-world.ts'

type Spec = NetworkPolicy['spec']
const verdict = (spec: Spec, of: Parameters<typeof evaluate>[2], namespace = 'x') =>
  evaluate([policy(namespace, spec)], world, of).verdict
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
    expect(evaluate([elsewhere], world, flow(xa, xb))).toEqual({ verdict: 'open', basis: 'no-policy', decidedBy: [] })
  })

  it('is nothing for no rules, and everything for an empty rule, no peers, or an empty list of them', () => {
    expect(verdict(ingress(), flow(yb, xa))).toBe('blocked')
    for (const rule of [{}, { from: [] }, { from: [], ports: [] }])
      expect(verdict(ingress(rule), flow(yb, xa))).toBe('open')
    expect(verdict(egress(), flow(xa, yb))).toBe('blocked')
    expect(verdict(egress({ to: [] }), flow(xa, yb))).toBe('open')
  })

  it('names those that allow, or those that isolate', () => {
    const policies = [policy('x', ingress(), 'deny'), policy('x', ingress({ from: [fromApp('b')] }), 'from-b')]
    expect(evaluate(policies, world, flow(xb, xa))).toEqual({
      verdict: 'open',
      basis: 'policy',
      decidedBy: ['x/from-b'],
    })
    expect(evaluate(policies, world, flow(ya, xa))).toEqual({
      verdict: 'blocked',
      basis: 'policy',
      decidedBy: ['x/deny', 'x/from-b'],
    })
  })

  it('is both of two selectors in one entry, and either of two entries', () => {
    const one = ingress({ from: [{ ...fromApp('b'), ...ofTeam('blue') }] })
    const two = ingress({ from: [fromApp('b'), ofTeam('blue')] })
    expect([xb, ya, yb].map((from) => verdict(one, flow(from, xa)))).toEqual(['blocked', 'blocked', 'open'])
    expect([xb, ya, yb].map((from) => verdict(two, flow(from, xa)))).toEqual(['open', 'open', 'open'])
  })

  it('is Pods of the policy’s own namespace where no other is selected', () => {
    expect([xb, yb].map((from) => verdict(ingress({ from: [fromApp('b')] }), flow(from, xa)))).toEqual([
      'open',
      'blocked',
    ])
  })

  it('is decided at both ends', () => {
    const policies = [policy('x', egress({ to: [ofTeam('blue')] })), policy('y', ingress())]
    expect(evaluate(policies, world, flow(xa, yb))).toEqual({
      verdict: 'blocked',
      basis: 'policy',
      decidedBy: ['y/it'],
    })
    expect(evaluate(policies.slice(0, 1), world, flow(xa, yb)).verdict).toBe('open')
  })

  it('finds a namespace by the name that the API server labels it with', () => {
    const named = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'y' } } }
    expect([xb, yb].map((from) => verdict(ingress({ from: [named] }), flow(from, xa)))).toEqual(['blocked', 'open'])
  })
})

describe('types of policies', () => {
  it('are Ingress unless told, and Egress where there are rules for it', () => {
    expect(verdict({ podSelector: {} }, flow(xa, yb))).toBe('open')
    expect(verdict({ podSelector: {}, egress: [] }, flow(xa, yb))).toBe('open')
    expect(verdict({ podSelector: {}, policyTypes: [] }, flow(yb, xa))).toBe('blocked')
    const untold: Spec = { podSelector: {}, egress: [{ ports: [{ port: 81 }] }] }
    expect(verdict(untold, flow(xa, yb))).toBe('blocked')
    expect(verdict(untold, flow(yb, xa))).toBe('blocked')
  })

  it('leave rules of the other direction without effect', () => {
    expect(verdict({ podSelector: {}, policyTypes: ['Egress'], ingress: [] }, flow(yb, xa))).toBe('open')
  })
})

describe('selectors', () => {
  const by = (...matchExpressions: NonNullable<Spec['podSelector']['matchExpressions']>) =>
    [xa, xb].map((to) => verdict({ podSelector: { matchExpressions } }, flow(ya, to)))

  it('by expressions: NotIn and DoesNotExist also find what has no such label', () => {
    expect(by({ key: 'role', operator: 'In', values: ['guest', 'host'] })).toEqual(['open', 'blocked'])
    expect(by({ key: 'role', operator: 'NotIn', values: ['guest'] })).toEqual(['blocked', 'open'])
    expect(by({ key: 'role', operator: 'Exists' })).toEqual(['open', 'blocked'])
    expect(by({ key: 'role', operator: 'DoesNotExist' })).toEqual(['blocked', 'open'])
  })

  it('want all that they say', () => {
    const guest = { key: 'role', operator: 'Exists' } as const
    expect(by(guest, { key: 'app', operator: 'In', values: ['a'] })).toEqual(['open', 'open'])
  })

  it('do not find what every object has from its prototype', () => {
    expect(by({ key: 'constructor', operator: 'Exists' })).toEqual(['open', 'open'])
  })
})

describe('ports', () => {
  const on = (port: NonNullable<NonNullable<Spec['ingress']>[number]['ports']>[number], of = {}) =>
    verdict(ingress({ ports: [port] }), flow(ya, xb, of))

  it('are TCP unless told, all of a protocol without a number, and up to an end', () => {
    expect([on({ port: 80 }), on({ port: 80 }, { protocol: 'UDP' })]).toEqual(['open', 'blocked'])
    expect([on({ protocol: 'UDP' }), on({ protocol: 'UDP' }, { protocol: 'UDP', port: 9 })]).toEqual([
      'blocked',
      'open',
    ])
    const range = { port: 80, endPort: 82 }
    expect([79, 80, 82, 83].map((port) => on(range, { port }))).toEqual(['blocked', 'open', 'open', 'blocked'])
  })

  it('by name are those of the Pod that is reached, by their protocol', () => {
    const web = egress({ ports: [{ port: 'web' }] })
    expect([80, 8080].map((port) => verdict(web, flow(xa, yb, { port })))).toEqual(['open', 'blocked'])
    expect([80, 8080].map((port) => verdict(web, flow(xa, ya, { port })))).toEqual(['blocked', 'open'])
    expect(verdict(egress({ ports: [{ port: 'ask' }] }), flow(xa, yb, { protocol: 'UDP' }))).toBe('blocked')
    expect(verdict(egress({ ports: [{ port: 'ask', protocol: 'UDP' }] }), flow(xa, yb, { protocol: 'UDP' }))).toBe(
      'open',
    )
    expect(verdict(egress({ ports: [{ port: 'ask' }] }), flow(xa, yb))).toBe('blocked')
    expect(verdict(web, flow(xa, outside))).toBe('blocked')
  })
})

describe('addresses', () => {
  it('outside are found by ranges alone, without their exceptions', () => {
    const near = { ipBlock: { cidr: '192.168.0.0/24', except: ['192.168.0.64/28'] } }
    const far = { kind: 'outside', address: '192.168.0.80' } as const
    expect(verdict(ingress({ from: [{ podSelector: {}, namespaceSelector: {} }] }), flow(outside, xa))).toBe('blocked')
    expect([outside, far].map((from) => verdict(ingress({ from: [near] }), flow(from, xa)))).toEqual([
      'blocked',
      'open',
    ])
  })

  it('are told apart by family', () => {
    const six = { kind: 'outside', address: 'fd00::7' } as const
    expect(verdict(ingress({ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }), flow(six, xa))).toBe('blocked')
    expect(verdict(ingress({ from: [{ ipBlock: { cidr: 'fd00::/64' } }] }), flow(six, xa))).toBe('open')
  })

  it('of Pods leave it undefined only where it hinges on them', () => {
    const all = { ipBlock: { cidr: '0.0.0.0/0' } }
    const hinges = evaluate([policy('x', ingress({ from: [all] }))], world, flow(yb, xa))
    expect(hinges).toEqual({ verdict: 'undefined', basis: 'pod-address', decidedBy: ['x/it'] })
    expect(verdict(ingress({ from: [all, ofTeam('blue')] }), flow(yb, xa))).toBe('open')
    expect(verdict(ingress({ from: [all], ports: [{ port: 81 }] }), flow(yb, xa))).toBe('blocked')
  })
})

describe('nodes and host-network Pods', () => {
  const deny = [policy('x', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })]
  const [one, two] = nodeParties

  it('reach Pods of the same node, and are reached from them', () => {
    const open = { verdict: 'open', basis: 'own-node', decidedBy: [] }
    if (!one || !two) throw new Error('there are two nodes')
    expect(evaluate(deny, world, flow(host, xb))).toEqual(open)
    expect(evaluate(deny, world, flow(xb, host))).toEqual(open)
    expect(evaluate(deny, world, flow(one, xa))).toEqual(open)
    expect(evaluate(deny, world, flow(xa, two)).verdict).toBe('blocked')
  })

  it('of other nodes are addresses', () => {
    const range = { ipBlock: { cidr: '192.168.0.2/32' } }
    expect(verdict(ingress(), flow(host, xa))).toBe('blocked')
    expect(verdict(ingress({ from: [range] }), flow(host, xa))).toBe('open')
    expect(verdict(egress({ to: [range] }), flow(xa, host))).toBe('open')
  })

  it('leave it undefined whether selectors find them', () => {
    const decision = evaluate([policy('x', ingress({ from: [ofTeam('blue')] }))], world, flow(host, xa))
    expect(decision).toMatchObject({ verdict: 'undefined', basis: 'host-network' })
    expect(evaluate([policy('y', ingress())], world, flow(xa, host))).toMatchObject({
      verdict: 'undefined',
      basis: 'host-network',
    })
  })

  it('do not forbid a Pod the way to itself', () => {
    expect(evaluate(deny, world, flow(xa, asParty({ ...xa })))).toMatchObject({ verdict: 'open', basis: 'own-node' })
  })
})
