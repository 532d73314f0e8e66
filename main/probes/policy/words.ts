import type { Sign } from '../../blocks/block.ts'
import type { PolicyBasis } from '../../policy-model/evaluate.ts'
import { duration } from '../../words/en/quantity.ts'
import { counted } from '../../words/en/text.ts'
import type {
  CaseOutcome,
  CheckVerdict,
  ConnectionCheck,
  OutcomeReason,
  PolicyCase,
  PolicyFacts,
  Spread,
} from './facts.ts'
import type { CaseKind, Connectivity, HttpRequest, TookEffect } from './record.ts'

const sign = (symbol: string, title: string, tone: Sign['tone']): Sign => ({ symbol, title, tone })

/** What a case of the suite came to. */
export const outcomeSigns: Readonly<Record<CaseOutcome, Sign>> = {
  match: sign('✓', 'as specified', 'good'),
  'not-enforced': sign('○', 'not enforced', 'bad'),
  deviates: sign('✗', 'deviates', 'bad'),
  informational: sign('·', 'informational, not judged', 'plain'),
  'not-applicable': sign('–', 'not applicable', 'plain'),
  unknown: sign('?', 'unknown', 'warn'),
}

/** What a single check says of the policy in force. */
export const verdictSigns: Readonly<Record<CheckVerdict, Sign>> = {
  match: sign('✓', 'as expected', 'good'),
  'false-allow': sign('○', 'allowed, should be denied', 'bad'),
  'false-deny': sign('✗', 'denied, should be allowed', 'bad'),
  unreachable: sign('–', 'not reachable without a policy either', 'warn'),
  'implementation-defined': sign('·', 'not defined by the NetworkPolicy spec', 'plain'),
  unknown: sign('?', 'the check itself failed', 'warn'),
}

/** Over all judged cases. */
export const enforcementSigns: Readonly<Record<PolicyFacts['enforcement'], Sign>> = {
  full: sign('✓', 'enforced', 'good'),
  partial: sign('✗', 'enforced in part', 'warn'),
  none: sign('○', 'not enforced', 'bad'),
  unknown: sign('?', 'unknown', 'warn'),
}

/** Why something was expected, or why nothing can be. */
export const basisWords: Readonly<Record<PolicyBasis, string>> = {
  policies: 'decided by the policies that select one of the two Pods',
  'no-policy': 'no policy selects either of the two, so all is allowed',
  'own-node': 'traffic from a Pod’s own node is always allowed',
  'host-network': 'policies on Pods of the host network are not defined',
  'rewritten-address': 'it is not defined whether addresses are rewritten before policies look at them',
  loopback: 'a Pod’s connection to itself through its Service is not defined',
  'pod-address': 'whether a rule by addresses covers a Pod’s address is not defined',
  'cni-api': 'as the CNI documents its own policy API',
}

export const kindTitles: Readonly<Record<CaseKind, string>> = {
  standard: 'NetworkPolicy',
  dynamic: 'Changes while a policy is in force',
  informational: 'Not defined by the specification: informational, not judged',
  api: 'The CNI’s own policy API',
  user: 'Your own policies',
}

export const observedWords: Readonly<Record<Connectivity, string>> = {
  allowed: 'allowed',
  refused: 'refused',
  dropped: 'no answer',
  error: 'the check failed',
}

export const expectedWords: Readonly<Record<ConnectionCheck['expected'], string>> = {
  allowed: 'allowed',
  denied: 'denied',
  undefined: 'not defined',
}

const waysThere: Readonly<Record<ConnectionCheck['via'], string>> = {
  address: '',
  ipv6: ' over IPv6',
  name: ' by its name',
  'cluster-ip': ' through its ClusterIP',
  'node-port': ' through its NodePort',
}

/** `cnilab-x/a through its ClusterIP`: whom a check dials, and how. */
export const targetName = ({ to, via, http }: Pick<ConnectionCheck, 'to' | 'via' | 'http'>): string =>
  `${to}${waysThere[via]}${http ? ` with ${requestWords(http)}` : ''}`

const requestWords = ({ method, path, header }: HttpRequest) =>
  `${method} ${path}${header === undefined ? '' : ` (${header})`}`

/** `TCP 80`. */
export const portOf = ({ protocol, port }: Pick<ConnectionCheck, 'protocol' | 'port'>): string =>
  `${protocol} ${String(port)}`

/** `cnilab-y/a → cnilab-x/a, TCP 80, same node`. */
export const checkTitle = (check: ConnectionCheck): string =>
  `${check.from} → ${targetName(check)}, ${portOf(check)}${check.sameNode ? ', same node' : ''}`

/** `expected denied, was allowed`. */
export const checkResult = ({ expected, observed, step, note }: ConnectionCheck): string => {
  const more = [step, note].filter((each) => each !== undefined)
  return `expected ${expectedWords[expected]}, was ${observedWords[observed]}${more.length > 0 ? ` (${more.join('; ')})` : ''}`
}

/** Why a check was expected to come out so, with the policies that decided. */
export const basisOf = ({ basis, decidedBy }: ConnectionCheck): string =>
  [basisWords[basis], decidedBy.join(', ')].filter(Boolean).join(': ')

/** The checks of a case that are not as specified, and those that say nothing. */
export const deviationsOf = ({ checks }: PolicyCase): readonly ConnectionCheck[] =>
  checks.filter(({ verdict }) => verdict === 'false-allow' || verdict === 'false-deny')
const undecidedOf = ({ checks }: PolicyCase) =>
  checks.filter(({ verdict }) => verdict === 'unreachable' || verdict === 'unknown')

const longestList = 3

/** The first of them, and how many there are more. */
function someOf<T>(items: readonly T[], show: (item: T) => string): string {
  const left = items.length - longestList
  return `${items.slice(0, longestList).map(show).join('; ')}${left > 0 ? `; and ${String(left)} more` : ''}`
}

export const deviationWords = (check: ConnectionCheck) =>
  `${checkTitle(check)}: ${verdictSigns[check.verdict].title} (${basisOf(check)})`

/** Why a case came out as it did, and what a person must know of it; undefined where its sign says it all. */
export function explanationOf(one: PolicyCase): string | undefined {
  const whole = [one.reason ? reasonWords(one.reason) : outcomeWords(one), one.notes].filter(Boolean).join(' ')
  return whole === '' ? undefined : whole
}

function reasonWords(reason: OutcomeReason): string {
  switch (reason.code) {
    case 'missing':
      return reason.message
    case 'protocol-missing':
      return 'The protocol does not work here without any policy either.'
    case 'rejected':
      return `The API server rejected it: ${reason.message}`
    case 'failed':
      return `The case could not be run: ${reason.message}`
    case 'skipped':
      return 'Not all was allowed without any policy.'
    case 'nothing-denied':
      return 'Nothing of it has to be denied here.'
  }
}

function outcomeWords(one: PolicyCase): string | undefined {
  switch (one.outcome) {
    case 'not-enforced':
      return 'All that should be denied was allowed.'
    case 'deviates':
      return `${someOf(deviationsOf(one), deviationWords)}.`
    case 'informational':
      return `${someOf(one.checks, (check) => `${checkTitle(check)}: ${observedWords[check.observed]}`)}.`
    case 'unknown':
      return `${someOf(undecidedOf(one), (check) => `${checkTitle(check)} could not be judged${check.note === undefined ? '' : ` (${check.note})`}`)}.`
    case 'match':
    case 'not-applicable':
      return undefined
  }
}

/** Why nothing is judged. */
export function baselineWords({ failing }: PolicyFacts['baseline']): string {
  const show = (check: (typeof failing)[number]) =>
    `${check.from} → ${check.to}, ${portOf(check)} (${observedWords[check.observed]})`
  return `Without any policy these were not allowed: ${someOf(failing, show)}.`
}

/** What a variant makes of policies, in a sentence. */
export function summaryOf({ baseline, enforcement, counts, enforceMs }: PolicyFacts): string {
  if (!baseline.isClean) return `Nothing can be said of policies. ${baselineWords(baseline)}`
  const { judged, match, notEnforced, deviating, unknown } = counts
  const rest = unknown > 0 ? `; ${counted(unknown, 'case')} ${unknown === 1 ? 'is' : 'are'} unknown` : ''
  const matching = `${String(match)} of ${String(judged)} judged cases match the specification`
  switch (enforcement) {
    case 'full':
      return `All ${String(judged)} judged cases match the specification.${timeWords(enforceMs)}`
    case 'none':
      return `Enforces no NetworkPolicy: all ${String(notEnforced)} judged cases stayed allowed${rest}.`
    case 'partial':
      return `${matching}, ${String(deviating)} deviate, ${String(notEnforced)} are not enforced${rest}.${timeWords(enforceMs)}`
    case 'unknown':
      return match > 0
        ? `${matching}${rest}.`
        : `Nothing can be said of policies: ${counted(unknown, 'case')} of ${String(judged)} could not be judged.`
  }
}

/** The slowest beside the median: for as long, what is denied was still allowed. */
function timeWords(times: Spread | undefined): string {
  if (!times) return ''
  const { n, median, max, slowest } = times
  const inCase = `(${slowest.id} ${slowest.title})`
  return n === 1
    ? ` Time to enforce: at most ${duration(max)} ${inCase}.`
    : ` Time to enforce: median at most ${duration(median)}; slowest ${duration(max)} ${inCase}.`
}

/** `at most 120 ms (80 ms to 200 ms, n = 5)`. */
export const spreadWords = ({ n, median, min, max }: Spread): string =>
  n === 1
    ? `at most ${duration(median)} (n = 1)`
    : `at most ${duration(median)} (${duration(min)} to ${duration(max)}, n = ${String(n)})`

/** `between 360 ms and 1.6 s`: the rounds before and at which it was as it should be. */
export const tookEffectWords = ({ lastWrongMs, firstRightMs }: TookEffect): string =>
  lastWrongMs === undefined
    ? `within ${duration(firstRightMs)}`
    : `between ${duration(lastWrongMs)} and ${duration(firstRightMs)}`

/** `22 of 24 judged cases as specified`. */
export const countWords = ({ counts: { judged, match } }: PolicyFacts): string =>
  `${String(match)} of ${String(judged)} judged cases as specified`
