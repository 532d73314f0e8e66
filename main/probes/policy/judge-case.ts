import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { nodeOf } from '../../policy-model/cluster-model.ts'
import type { Decision } from '../../policy-model/evaluate.ts'
import { policiesAmong, type NetworkPolicy } from '../../policy-model/network-policy.ts'
import { endpointOf, expectationOf } from './expectation.ts'
import type { CheckVerdict, ConnectionCheck, PolicyCase } from './facts.ts'
import { wasDenied, type PolicyRecord, type RecordedCase, type RecordedCheck, type RecordedStep } from './record.ts'

/** What one case came to. */
export function judgeCase(recorded: RecordedCase, record: PolicyRecord): PolicyCase {
  const { id, title, kind, layer, steps, state, reason, released } = recorded
  const checks = steps.flatMap((step) => checksOf(step, record, steps.length))
  const policies = new Set(steps.flatMap((step) => [step.policies, step.objects ?? '']).filter((text) => text !== ''))
  return {
    ...{ id, title, kind, layer },
    policies: [...policies].join('---\n'),
    ...outcomeOf(recorded, checks),
    notes: state === 'checked' ? reason : undefined,
    checks,
    ...{ enforced: steps.at(-1)?.enforced, released },
  }
}

/** Recorded checks beside what was to be expected of them. */
function checksOf(
  { title, policies, objects = '', model, checks }: RecordedStep,
  { model: ofAll, outside, outside6 }: PolicyRecord,
  steps: number,
): readonly ConnectionCheck[] {
  const conditions = {
    ...{ model: model ?? ofAll, outside, outside6 },
    policies: policies === '' ? [] : recordedPolicies(policies),
    objects: namesIn(objects),
  }
  return checks.map((check) => {
    const { declared, baseline, after, ...seen } = check
    const { verdict: expected, ...reason } = expectationOf(check, conditions)
    const [source, target] = [check.from, check.to].map((name) =>
      nodeOf(endpointOf(name, conditions.model, conditions.outside)),
    )
    return {
      ...{ ...seen, ...reason, expected },
      sameNode: source !== undefined && source === target,
      verdict: verdictOf(check, expected),
      step: steps > 1 ? title : undefined,
    }
  })
}

function verdictOf(check: RecordedCheck, expected: Decision['verdict']): CheckVerdict {
  const { baseline, observed } = check
  if (observed === 'error' || baseline === 'error') return 'unknown'
  if (baseline !== 'allowed') return 'unreachable'
  const isAllowed = observed === 'allowed'
  if (!isAllowed && !wasDenied(check)) return 'unknown'
  if (expected === 'undefined') return 'implementation-defined'
  if (isAllowed === (expected === 'allowed')) return 'match'
  return isAllowed ? 'false-allow' : 'false-deny'
}

/** A record's text is the lab's own, in YAML 1.2: a label's value of `yes` may stand there without quotes, and is text. */
const recordedPolicies = (yaml: string): readonly NetworkPolicy[] =>
  policiesAmong(
    parseAllDocuments(yaml).map((document, index) => ({
      object: document.toJS() as unknown,
      place: `Document ${String(index + 1)}`,
    })),
  ).policies

const namedObject = z.object({ metadata: z.object({ name: z.string() }) })
const namesIn = (yaml: string): readonly string[] =>
  parseAllDocuments(yaml).flatMap((document) => namedObject.safeParse(document.toJS()).data?.metadata.name ?? [])

type Outcome = Pick<PolicyCase, 'outcome' | 'reason'>

function outcomeOf(
  { kind, isOptional, state, reason = '' }: RecordedCase,
  checks: readonly ConnectionCheck[],
): Outcome {
  switch (state) {
    case 'not-applicable':
      return { outcome: 'not-applicable', reason: { code: 'missing', message: reason } }
    case 'rejected':
    case 'failed':
      return { outcome: 'unknown', reason: { code: state, message: reason } }
    case 'skipped':
      return { outcome: 'unknown', reason: { code: 'skipped' } }
    case 'checked':
      if (isOptional && checks.every(({ verdict }) => verdict === 'unreachable' || verdict === 'unknown'))
        return { outcome: 'not-applicable', reason: { code: 'protocol-missing' } }
      return kind === 'informational' ? { outcome: 'informational' } : judged(checks)
  }
}

/** A case without a check that must be denied shows nothing: all would stay allowed without any enforcement, too. */
function judged(checks: readonly ConnectionCheck[]): Outcome {
  const has = (...verdicts: readonly CheckVerdict[]) => checks.some(({ verdict }) => verdicts.includes(verdict))
  const mustBeDenied = checks.filter(({ expected }) => expected === 'denied')
  if (mustBeDenied.length === 0) return { outcome: 'informational', reason: { code: 'nothing-denied' } }
  if (mustBeDenied.every(({ verdict }) => verdict === 'false-allow') && !has('false-deny'))
    return { outcome: 'not-enforced' }
  if (has('false-allow', 'false-deny')) return { outcome: 'deviates' }
  return { outcome: has('unknown', 'unreachable') ? 'unknown' : 'match' }
}
