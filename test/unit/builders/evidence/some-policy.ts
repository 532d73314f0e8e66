import type { PolicyCase, PolicyEvidence, PolicyTry } from '../../../../main/findings/evidence/policy.ts'
import { cniOf, enforcementOf } from './variants.ts'

/** A try that is blocked by the policy and comes to nothing, unless told otherwise. */
export const policyTry = (change: Partial<PolicyTry> = {}): PolicyTry => ({
  from: 'x/b',
  to: 'x/a',
  protocol: 'TCP',
  port: 80,
  sameNode: false,
  expected: 'blocked',
  observed: 'dropped',
  verdict: 'match',
  basis: 'policy',
  decidedBy: ['default-deny-ingress'],
  ...change,
})

export const policyCase = (change: Partial<PolicyCase> = {}): PolicyCase => ({
  id: '1',
  title: 'Nothing may come in',
  kind: 'standard',
  policies: denyIngress,
  outcome: 'match',
  tries: [
    policyTry(),
    policyTry({ from: 'y/a' }),
    policyTry({ to: 'y/a', expected: 'open', observed: 'open', basis: 'no-policy', decidedBy: [] }),
  ],
  enforceMs: 640,
  releaseMs: 580,
  ...change,
})

/** As a run shows it: nothing enforced by kindnet's stand-in and Flannel, everything by the others; a person's own policy deviates with Cilium. */
export const policyEvidence = (variant: string, change: Partial<PolicyEvidence> = {}): PolicyEvidence => ({
  variant,
  gate: { open: true, explanation: 'Without any policy all 90 tries are open.' },
  ...(enforcementOf(variant) === 'none' ? unenforced(variant) : enforced(variant)),
  ...change,
})

const denyIngress = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny-ingress, namespace: x }
spec: { podSelector: {}, policyTypes: [Ingress] }
`

const notRun = (id: string, title: string, explanation: string): PolicyCase =>
  policyCase({ id, title, kind: 'api', outcome: 'not-applicable', explanation, tries: [], ...untimed })

const untimed = { enforceMs: undefined, releaseMs: undefined } as const

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
    kind: 'shown',
    outcome: 'shown',
    explanation: 'The specification leaves it open.',
    tries: [policyTry({ expected: 'undefined', observed: 'open', verdict: 'spec-exception', basis: 'pod-address' })],
  }),
  policyCase({
    id: '25',
    title: "From a Pod's own node",
    kind: 'shown',
    outcome: 'shown',
    tries: [
      policyTry({
        from: 'x/c',
        sameNode: true,
        expected: 'open',
        observed: 'open',
        verdict: 'spec-exception',
        basis: 'own-node',
      }),
    ],
  }),
]

function unenforced(variant: string): Omit<PolicyEvidence, 'variant' | 'gate'> {
  const bypass = policyTry({ observed: 'open', verdict: 'bypass' })
  const standard = [
    policyCase({ outcome: 'not-enforced', tries: [bypass, { ...bypass, from: 'y/a' }], ...untimed }),
    policyCase({ id: '2', title: 'Nothing may go out', outcome: 'not-enforced', tries: [bypass], ...untimed }),
  ]
  return {
    enforcement: 'none',
    counts: { judged: 2, match: 0, notEnforced: 2, deviating: 0, unknown: 0 },
    cases: [...standard, ...shown, layer7(variant)],
    establishedConnection: 'kept',
    sentence: `${variant} enforces no NetworkPolicy: none of 2 cases is enforced.`,
  }
}

function enforced(variant: string): Omit<PolicyEvidence, 'variant' | 'gate'> {
  const overblock = policyTry({
    port: 8001,
    expected: 'open',
    observed: 'dropped',
    verdict: 'overblock',
    decidedBy: ['allow-range'],
  })
  const cases = [
    policyCase(),
    policyCase({ id: '2', title: 'Nothing may go out', enforceMs: 410, releaseMs: 390 }),
    policyCase({ id: '11', title: 'A range of ports', tries: [policyTry()] }),
    policyCase({ id: '20', title: 'A policy is deleted', kind: 'dynamic', enforceMs: 720, releaseMs: 700 }),
  ]
  const own = policyCase({
    id: 'own',
    title: 'own.yaml',
    kind: 'own',
    outcome: 'deviates',
    explanation: 'x/b cannot reach x/a on 8001/TCP, which allow-range allows.',
    tries: [policyTry(), overblock],
  })
  return {
    enforcement: 'full',
    counts: { judged: cases.length, match: cases.length, notEnforced: 0, deviating: 0, unknown: 0 },
    cases: [...cases, ...shown, layer7(variant), ...(cniOf(variant) === 'cilium' ? [own] : [])],
    enforceMs: { n: 4, median: 640, min: 410, max: 720 },
    releaseMs: { n: 4, median: 580, min: 390, max: 700 },
    establishedConnection: cniOf(variant) === 'cilium' ? 'cut' : 'kept',
    sentence: `${variant} enforces NetworkPolicies: ${String(cases.length)} of ${String(cases.length)} cases match.`,
  }
}
