import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { parseNetworkPolicies } from '../../policy-model/network-policy.ts'
import { expectationOf, type Conditions } from './expectation.ts'
import type { CheckVerdict, ConnectionCheck, PolicyCase } from './facts.ts'
import { judgeCheck } from './judge-check.ts'
import type { PolicyRecord, RecordedCase, RecordedStep } from './record.ts'

/** What one case came to. */
export function judgeCase(recorded: RecordedCase, record: PolicyRecord): PolicyCase {
  const { id, title, kind, layer, steps, state, reason, released } = recorded
  const checks = steps.flatMap((step) => checksOf(step, record, steps.length))
  const enforced = steps.at(-1)?.enforced
  const policies = [...new Set(steps.flatMap((step) => [step.policies, step.objects ?? '']))].filter(
    (text) => text !== '',
  )
  return {
    ...{ id, title, kind },
    ...(layer && { layer }),
    policies: policies.join('---\n'),
    ...outcomeOf(recorded, checks),
    ...(state === 'checked' && reason !== undefined && { notes: reason }),
    checks,
    ...(enforced && { enforced }),
    ...(released && { released }),
  }
}

function checksOf(
  step: RecordedStep,
  { model, outside, outside6 }: PolicyRecord,
  steps: number,
): readonly ConnectionCheck[] {
  const conditions: Conditions = {
    policies: step.policies === '' ? [] : parseNetworkPolicies(step.policies),
    model: step.model ?? model,
    ...{ outside, outside6 },
    objects: namesIn(step.objects ?? ''),
  }
  const { title } = step
  return step.checks.map((each) => ({
    ...judgeCheck(each, expectationOf(each, conditions), conditions),
    ...(steps > 1 && title !== undefined && { step: title }),
  }))
}

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
