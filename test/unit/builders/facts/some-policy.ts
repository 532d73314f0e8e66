import type { ConnectionCheck, PolicyCase, PolicyFacts } from '../../../../main/probes/policy/facts.ts'
import type { VariantFacts } from '../../../../main/probes/probe.ts'
import { cniOf, enforcementOf } from './variants.ts'

/** A check that is denied by the policy and comes to nothing, unless told otherwise. */
export const connectionCheck = (change: Partial<ConnectionCheck> = {}): ConnectionCheck => ({
  from: 'x/b',
  to: 'x/a',
  via: 'address',
  protocol: 'TCP',
  port: 80,
  sameNode: false,
  expected: 'denied',
  observed: 'dropped',
  verdict: 'match',
  basis: 'policies',
  decidedBy: ['default-deny-ingress'],
  ...change,
})

export const policyCase = (change: Partial<PolicyCase> = {}): PolicyCase => ({
  id: '1',
  title: 'Nothing may come in',
  kind: 'standard',
  policies: denyIngress,
  outcome: 'match',
  checks: [
    connectionCheck(),
    connectionCheck({ from: 'y/a' }),
    connectionCheck({ to: 'y/a', expected: 'allowed', observed: 'allowed', basis: 'no-policy', decidedBy: [] }),
  ],
  enforced: { lastWrongMs: 210, firstRightMs: 640 },
  released: { firstRightMs: 580 },
  ...change,
})

/** As a run shows it: nothing enforced by kindnet's stand-in and Flannel, everything by the others; a person's own policy deviates with Cilium. */
export const policyFacts = (variant: string, change: Partial<PolicyFacts> = {}): VariantFacts<PolicyFacts> => ({
  variant,
  facts: {
    baseline: { isClean: true, failing: [] },
    ...(enforcementOf(variant) === 'none' ? unenforced(variant) : enforced(variant)),
    ...change,
  },
})

const denyIngress = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny-ingress, namespace: x }
spec: { podSelector: {}, policyTypes: [Ingress] }
`

const notRun = (id: string, title: string, explanation: string): PolicyCase =>
  policyCase({
    layer: 7,
    id,
    title,
    kind: 'api',
    outcome: 'not-applicable',
    reason: { code: 'missing', message: explanation },
    checks: [],
    ...untimed,
  })

const slowest = { id: '20', title: 'A policy is deleted' } as const

const untimed = { enforced: undefined, released: undefined } as const

const layer7 = (variant: string): PolicyCase =>
  notRun(
    'C1',
    'HTTP requests by method and path',
    cniOf(variant) === 'cilium'
      ? 'Envoy does not run in this cluster, so that HTTP rules have nothing to enforce them.'
      : 'The API CiliumNetworkPolicy is not there.',
  )

const shown: readonly PolicyCase[] = [
  policyCase({
    id: '16',
    title: "An address block that covers a Pod's address",
    kind: 'informational',
    outcome: 'informational',
    checks: [
      connectionCheck({
        expected: 'undefined',
        observed: 'allowed',
        verdict: 'implementation-defined',
        basis: 'pod-address',
      }),
    ],
  }),
  policyCase({
    id: '25',
    title: "From a Pod's own node",
    kind: 'informational',
    outcome: 'informational',
    checks: [
      connectionCheck({
        from: 'x/c',
        sameNode: true,
        expected: 'allowed',
        observed: 'allowed',
        verdict: 'implementation-defined',
        basis: 'own-node',
      }),
    ],
  }),
]

function unenforced(variant: string): Omit<PolicyFacts, 'baseline'> {
  const falseAllow = connectionCheck({ observed: 'allowed', verdict: 'false-allow' })
  const standard = [
    policyCase({ outcome: 'not-enforced', checks: [falseAllow, { ...falseAllow, from: 'y/a' }], ...untimed }),
    policyCase({ id: '2', title: 'Nothing may go out', outcome: 'not-enforced', checks: [falseAllow], ...untimed }),
  ]
  return {
    enforcement: 'none',
    counts: { judged: 2, match: 0, notEnforced: 2, deviating: 0, unknown: 0 },
    cases: [...standard, ...shown, layer7(variant)],
    establishedConnection: 'kept',
  }
}

function enforced(variant: string): Omit<PolicyFacts, 'baseline'> {
  const falseDeny = connectionCheck({
    port: 8001,
    expected: 'allowed',
    observed: 'dropped',
    verdict: 'false-deny',
    decidedBy: ['allow-range'],
  })
  const cases = [
    policyCase(),
    policyCase({
      id: '2',
      title: 'Nothing may go out',
      enforced: { firstRightMs: 410 },
      released: { firstRightMs: 390 },
    }),
    policyCase({ id: '11', title: 'A range of ports', checks: [connectionCheck()] }),
    policyCase({
      id: '20',
      title: 'A policy is deleted',
      kind: 'dynamic',
      enforced: { firstRightMs: 720 },
      released: { firstRightMs: 700 },
    }),
  ]
  const own = policyCase({
    id: 'user',
    title: 'Your own policies',
    kind: 'user',
    outcome: 'deviates',
    checks: [connectionCheck(), falseDeny],
  })
  return {
    enforcement: 'full',
    counts: { judged: cases.length, match: cases.length, notEnforced: 0, deviating: 0, unknown: 0 },
    cases: [...cases, ...shown, layer7(variant), ...(cniOf(variant) === 'cilium' ? [own] : [])],
    enforceMs: { n: 4, median: 640, min: 410, max: 720, slowest },
    releaseMs: { n: 4, median: 580, min: 390, max: 700, slowest },
    establishedConnection: cniOf(variant) === 'cilium' ? 'cut' : 'kept',
  }
}
