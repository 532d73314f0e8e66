import { connect, dynamic, nameOf, type PolicyCaseSpec } from './case.ts'
import { egress, guest, ingress, inNamespace, pod, policy, X, Y } from './policies.ts'

const fromBoth = connect(['ya', 'za'], ['xa'])
const byLabel = {
  policies: [policy(X, 'by-label', ingress(pod('a'), [{ from: [{ podSelector: guest }] }]))],
  attempts: connect(['xb', 'za'], ['xa']),
}
const byTeam = {
  policies: [
    policy(X, 'by-team', ingress(pod('a'), [{ from: [{ namespaceSelector: { matchLabels: { team: 'y' } } }] }])),
  ],
  attempts: fromBoth,
}
/** A Pod that the case of first packets makes. */
const fromNewPod = connect([`${X}/new`], ['ya'])

/** What must follow when something changes while a policy is in force, cases 19 to 23. */
export const dynamicCases: readonly PolicyCaseSpec[] = [
  dynamic('19', 'A policy is changed from allowing to denying', [
    {
      title: 'allowing',
      policies: [policy(X, 'changing', ingress(pod('a'), [{ from: [inNamespace(Y)] }]))],
      attempts: fromBoth,
    },
    { title: 'changed', policies: [policy(X, 'changing', ingress(pod('a')))], attempts: fromBoth },
  ]),
  dynamic('20', 'A policy is deleted', [
    { title: 'in force', policies: [policy(X, 'passing', ingress({}))], attempts: connect(['ya'], ['xa', 'xb']) },
    { title: 'deleted', policies: [], attempts: connect(['ya'], ['xa', 'xb']) },
  ]),
  dynamic('21', 'A Pod gets another label', [
    { title: 'before', ...byLabel },
    { title: 'label changed', ...byLabel, relabel: { of: nameOf('xb'), labels: { pod: 'b', role: 'stranger' } } },
  ]),
  dynamic('22', 'A namespace gets another label', [
    { title: 'before', ...byTeam },
    { title: 'label changed', ...byTeam, relabel: { of: Y, labels: { team: 'moved' } } },
  ]),
  {
    ...dynamic('23', 'The first packets of a new Pod under a policy that was there before', [
      { title: 'without a policy', policies: [], attempts: fromNewPod },
      { title: 'under the policy', policies: [policy(X, 'deny-egress', egress({}))], attempts: fromNewPod },
    ]),
    run: 'first-packets',
  },
]
