import {
  dynamic,
  egress,
  ingress,
  inNamespace,
  pod,
  policy,
  tries,
  X,
  xa,
  xb,
  Y,
  ya,
  za,
  type PolicyCaseSpec,
} from './case.ts'

const fromY = [{ from: [{ namespaceSelector: inNamespace(Y) }] }]

/** The Pod that case 23 makes. */
export const lateComer = `${X}/late`

/** What must follow when something changes while a policy is in force, cases 19 to 23. */
export const dynamicCases = (): readonly PolicyCaseSpec[] => [
  dynamic('19', 'A policy is changed from allowing to denying', [
    {
      title: 'allowing',
      policies: [policy(X, 'changing', ingress(pod('a'), fromY))],
      attempts: tries([ya, za], [xa]),
    },
    { title: 'changed', policies: [policy(X, 'changing', ingress(pod('a')))], attempts: tries([ya, za], [xa]) },
  ]),
  dynamic('20', 'A policy is deleted', [
    { title: 'in force', policies: [policy(X, 'passing', ingress({}))], attempts: tries([ya], [xa, xb]) },
    { title: 'deleted', policies: [], attempts: tries([ya], [xa, xb]) },
  ]),
  dynamic('21', 'A Pod gets another label', [
    {
      title: 'before',
      policies: [
        policy(X, 'by-label', ingress(pod('a'), [{ from: [{ podSelector: { matchLabels: { role: 'guest' } } }] }])),
      ],
      attempts: tries([xb, za], [xa]),
    },
    {
      title: 'labelled anew',
      policies: [
        policy(X, 'by-label', ingress(pod('a'), [{ from: [{ podSelector: { matchLabels: { role: 'guest' } } }] }])),
      ],
      relabel: { of: xb, labels: { pod: 'b', role: 'stranger' } },
      attempts: tries([xb, za], [xa]),
    },
  ]),
  dynamic('22', 'A namespace gets another label', [
    { title: 'before', ...byTeam(), attempts: tries([ya, za], [xa]) },
    {
      title: 'labelled anew',
      ...byTeam(),
      relabel: { of: Y, labels: { team: 'moved' } },
      attempts: tries([ya, za], [xa]),
    },
  ]),
  {
    id: '23',
    title: 'The first packets of a new Pod under a policy that was there before',
    kind: 'dynamic',
    run: 'first-packets',
    steps: [
      { title: 'without a policy', policies: [], attempts: tries([lateComer], [ya]) },
      {
        title: 'under the policy',
        policies: [policy(X, 'deny-egress', egress({}))],
        attempts: tries([lateComer], [ya]),
      },
    ],
  },
]

function byTeam() {
  const from = [{ namespaceSelector: { matchLabels: { team: 'y' } } }]
  return { policies: [policy(X, 'by-team', ingress(pod('a'), [{ from }]))] }
}
