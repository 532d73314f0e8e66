import { median } from 'simple-statistics'
import { policyRecordSchema, type PolicyRecord } from '../../probes/policy/record.ts'
import type { RunRecord } from '../../store/run-record.ts'
import type { CaseOutcome, PolicyCase, PolicyEvidence, Spread } from '../evidence/policy.ts'
import { recordsOf } from '../recorded.ts'
import { judgeCase } from './judge-case.ts'
import { sentenceOf } from './policy-sentence.ts'

/** What each variant makes of NetworkPolicies: the expectation comes from the recorded policies and world, never from the CNI's name. */
export function policyEvidenceOf(run: RunRecord): readonly PolicyEvidence[] {
  return recordsOf(run, 'policy', policyRecordSchema).map(({ variant, record }) => evidenceOf(variant, record))
}

function evidenceOf(variant: string, record: PolicyRecord): PolicyEvidence {
  const gate = gateOf(record)
  const cases = record.cases.map((each) => judgeCase(each, record))
  const judged = cases.filter(({ kind }) => kind === 'standard' || kind === 'dynamic')
  const counts = countsOf(judged)
  const enforcement = gate.open ? enforcementOf(counts) : 'unknown'
  const enforcing = judged.filter(({ outcome }) => outcome === 'match')
  const enforceMs = spreadOf(enforcing.flatMap((each) => each.enforceMs ?? []))
  const releaseMs = spreadOf(enforcing.flatMap((each) => each.releaseMs ?? []))
  return {
    variant,
    gate,
    enforcement,
    counts,
    cases,
    ...(enforceMs && { enforceMs }),
    ...(releaseMs && { releaseMs }),
    establishedConnection: establishedOf(record),
    sentence: sentenceOf({ gate, enforcement, counts, enforceMs }),
  }
}

/** Kept or cut can be told only where lines came before, and new connections were seen to be blocked. */
function establishedOf({ established }: PolicyRecord): PolicyEvidence['establishedConnection'] {
  if (!established?.enforced || established.linesBefore === 0) return 'unknown'
  return established.linesAfter > 0 ? 'kept' : 'cut'
}

/** Open unless cases were left out because something was shut without any policy. */
function gateOf({ gate, cases }: PolicyRecord): PolicyEvidence['gate'] {
  if (!cases.some(({ state }) => state === 'skipped'))
    return { open: true, explanation: 'Without any policy, all that is judged was open.' }
  const shut = gate.filter(({ baseline, protocol }) => baseline !== 'open' && protocol !== 'SCTP')
  const examples = shut
    .slice(0, 3)
    .map((each) => `${each.from} to ${each.to} by ${each.protocol} ${String(each.port)} (${each.baseline})`)
  const more = shut.length > 3 ? `, and ${String(shut.length - 3)} more` : ''
  return { open: false, explanation: `Without any policy these were not open: ${examples.join(', ')}${more}.` }
}

function countsOf(cases: readonly PolicyCase[]): PolicyEvidence['counts'] {
  const count = (outcome: CaseOutcome) => cases.filter((each) => each.outcome === outcome).length
  const [match, notEnforced, deviating, unknown] = [
    count('match'),
    count('not-enforced'),
    count('deviates'),
    count('unknown'),
  ]
  return { judged: match + notEnforced + deviating + unknown, match, notEnforced, deviating, unknown }
}

/** Full only where every case is known to match; none only where every known case shows that nothing is enforced. */
function enforcementOf({
  judged,
  match,
  notEnforced,
  deviating,
  unknown,
}: PolicyEvidence['counts']): PolicyEvidence['enforcement'] {
  const known = judged - unknown
  if (known === 0) return 'unknown'
  if (match === judged) return 'full'
  if (notEnforced === known) return 'none'
  return match + deviating > 0 && notEnforced + deviating > 0 ? 'partial' : 'unknown'
}

export function spreadOf(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined
  return { n: values.length, median: median([...values]), min: Math.min(...values), max: Math.max(...values) }
}
