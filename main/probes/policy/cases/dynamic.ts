import {
  dynamic,
  egress,
  ingress,
  inNamespace,
  pod,
  policy,
  connect,
  X,
  xa,
  xb,
  Y,
  ya,
  za,
  type PolicyCaseSpec,
} from './case.ts'

const fromY = [{ from: [{ namespaceSelector: inNamespace(Y) }] }]

/** The Pod that the case of first packets makes. */
export const newPod = `${X}/new`

/** What must follow when something changes while a policy is in force, cases 19 to 23. */
export const dynamicCases = (): readonly PolicyCaseSpec[] => [
  dynamic('19', 'A policy is changed from allowing to denying', [
    {
      title: 'allowing',
      policies: [policy(X, 'changing', ingress(pod('a'), fromY))],
      attempts: connect([ya, za], [xa]),
    },
    { title: 'changed', policies: [policy(X, 'changing', ingress(pod('a')))], attempts: connect([ya, za], [xa]) },
  ]),
  dynamic('20', 'A policy is deleted', [
    { title: 'in force', policies: [policy(X, 'passing', ingress({}))], attempts: connect([ya], [xa, xb]) },
    { title: 'deleted', policies: [], attempts: connect([ya], [xa, xb]) },
  ]),
  dynamic('21', 'A Pod gets another label', [
    {
      title: 'before',
      policies: [
        policy(X, 'by-label', ingress(pod('a'), [{ from: [{ podSelector: { matchLabels: { role: 'guest' } } }] }])),
      ],
      attempts: connect([xb, za], [xa]),
    },
    {
      title: 'label changed',
      policies: [
        policy(X, 'by-label', ingress(pod('a'), [{ from: [{ podSelector: { matchLabels: { role: 'guest' } } }] }])),
      ],
      relabel: { of: xb, labels: { pod: 'b', role: 'stranger' } },
      attempts: connect([xb, za], [xa]),
    },
  ]),
  dynamic('22', 'A namespace gets another label', [
    { title: 'before', ...byTeam(), attempts: connect([ya, za], [xa]) },
    {
      title: 'label changed',
      ...byTeam(),
      relabel: { of: Y, labels: { team: 'moved' } },
      attempts: connect([ya, za], [xa]),
    },
  ]),
  {
    id: '23',
    title: 'The first packets of a new Pod under a policy that was there before',
    kind: 'dynamic',
    run: 'first-packets',
    steps: [
      { title: 'without a policy', policies: [], attempts: connect([newPod], [ya]) },
      {
        title: 'under the policy',
        policies: [policy(X, 'deny-egress', egress({}))],
        attempts: connect([newPod], [ya]),
      },
    ],
  },
]

function byTeam() {
  const from = [{ namespaceSelector: { matchLabels: { team: 'y' } } }]
  return { policies: [policy(X, 'by-team', ingress(pod('a'), [{ from }]))] }
}
