import type {
  PolicyBasis,
  PolicyCase,
  PolicyEvidence,
  PolicyTry,
  Reach,
  Spread,
} from '../../findings/evidence/policy.ts'
import { duration } from '../quantity.ts'

/** Why something was expected, or why nothing can be. */
export const basisWords: Readonly<Record<PolicyBasis, string>> = {
  policy: 'decided by the policies that select one of the two Pods',
  'no-policy': 'no policy selects either of the two, so all is allowed',
  'own-node': 'traffic from a Pod’s own node is always allowed',
  'host-network': 'policies on Pods of the host network are not defined',
  'rewritten-address': 'it is not defined whether addresses are rewritten before policies look at them',
  loopback: 'a Pod’s way to itself through its Service is not defined',
  'pod-address': 'a rule by addresses that meets a Pod’s address is not defined alike by all',
  'cni-api': 'as the documentation of the CNI’s own policy API has it',
}

export const reachWords: Readonly<Record<Reach, string>> = {
  open: 'open',
  refused: 'refused',
  dropped: 'no answer',
  error: 'the try failed',
}

export const expectedWords: Readonly<Record<PolicyTry['expected'], string>> = {
  open: 'open',
  blocked: 'blocked',
  undefined: 'not defined',
}

export const kindTitles: Readonly<Record<PolicyCase['kind'], string>> = {
  standard: 'NetworkPolicy',
  dynamic: 'Changes while a policy is in force',
  shown: 'Not defined by the specification: shown, not judged',
  api: 'The CNI’s own policy API',
  own: 'Your own policies',
}

/** What became of a TCP connection that was there before the policy that forbids it. */
export const establishedWords: Readonly<Record<PolicyEvidence['establishedConnection'], string>> = {
  kept: 'kept',
  cut: 'cut',
  unknown: 'unknown',
}

/** `client → server-far, TCP 8080, same node`. */
export const tryTitle = ({ from, to, protocol, port, sameNode }: PolicyTry): string =>
  `${from} → ${to}, ${protocol} ${String(port)}${sameNode ? ', same node' : ''}`

/** `expected blocked, was open`. */
export const tryResult = ({ expected, observed, note }: PolicyTry): string =>
  `expected ${expectedWords[expected]}, was ${reachWords[observed]}${note === undefined ? '' : ` (${note})`}`

/** `120 ms (80 ms to 200 ms, n = 5)`. */
export const spreadWords = ({ n, median, min, max }: Spread): string =>
  n === 1
    ? `${duration(median)} (n = 1)`
    : `${duration(median)} (${duration(min)} to ${duration(max)}, n = ${String(n)})`

/** `22 of 24 judged cases as specified`. */
export const countWords = ({ counts: { judged, match } }: PolicyEvidence): string =>
  `${String(match)} of ${String(judged)} judged cases as specified`
