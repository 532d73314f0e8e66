import { parseNetworkPolicies } from '../../probes/policy/evaluator/network-policy.ts'
import { expectationOf, type Circumstances } from '../../probes/policy/expectation.ts'
import type { PolicyRecord, RecordedCase, RecordedStep } from '../../probes/policy/record.ts'
import type { CaseOutcome, PolicyCase, PolicyTry } from '../evidence/policy.ts'
import { judgeTry } from './judge-try.ts'

/** What one case came to. */
export function judgeCase(recorded: RecordedCase, record: PolicyRecord): PolicyCase {
  const { id, title, kind, steps, releaseMs } = recorded
  const tries = steps.flatMap((step) => triesOf(step, record, steps.length))
  const { outcome, explanation } = outcomeOf(recorded, tries)
  const enforceMs = steps.at(-1)?.enforceMs
  const policies = [...new Set(steps.flatMap((step) => [step.policies, step.objects ?? '']))].filter(
    (text) => text !== '',
  )
  return {
    ...{ id, title, kind, outcome, tries },
    policies: policies.join('---\n'),
    ...(explanation !== undefined && { explanation }),
    ...(enforceMs !== undefined && { enforceMs }),
    ...(releaseMs !== undefined && { releaseMs }),
  }
}

function triesOf(step: RecordedStep, { world, outside, outside6 }: PolicyRecord, steps: number): readonly PolicyTry[] {
  const circumstances: Circumstances = {
    policies: step.policies === '' ? [] : parseNetworkPolicies(step.policies),
    world: step.world ?? world,
    ...{ outside, outside6 },
    objects: [...(step.objects ?? '').matchAll(/^  name: (.+)$/gm)].map(([, name = '']) => name),
  }
  return step.tries.map((each) => {
    const judged = judgeTry(each, expectationOf(each, circumstances), circumstances)
    return steps === 1 || step.title === undefined
      ? judged
      : { ...judged, note: [step.title, judged.note].filter(Boolean).join('; ') }
  })
}

interface Outcome {
  readonly outcome: CaseOutcome
  readonly explanation?: string
}

function outcomeOf({ id, kind, state, reason = '' }: RecordedCase, tries: readonly PolicyTry[]): Outcome {
  switch (state) {
    case 'not-applicable':
      return { outcome: 'not-applicable', explanation: reason }
    case 'refused':
      return { outcome: 'unknown', explanation: `The API server did not take it: ${reason}` }
    case 'failed':
      return { outcome: 'unknown', explanation: `The case could not be done: ${reason}` }
    case 'skipped':
      return { outcome: 'unknown', explanation: reason }
    case 'tried':
      if (id === '13b' && tries.every(({ verdict }) => verdict === 'unreachable' || verdict === 'unknown'))
        return { outcome: 'not-applicable', explanation: 'SCTP does not work here without any policy either.' }
      return kind === 'shown' ? shown(tries) : beside(judged(tries), reason)
  }
}

/** What a person must know of how their policies were tried stands beside what came of it. */
function beside({ outcome, explanation }: Outcome, reason: string): Outcome {
  const whole = [explanation, reason].filter(Boolean).join(' ')
  return { outcome, ...(whole !== '' && { explanation: whole }) }
}

function shown(tries: readonly PolicyTry[]): Outcome {
  const words = tries.map(
    ({ from, to, port, observed, basis }) => `${from} to ${to}, port ${String(port)}: ${observed} (${basis})`,
  )
  return { outcome: 'shown', explanation: `${words.join('; ')}.` }
}

/** A case without a try that must be blocked shows nothing: all would stay open without any enforcement, too. */
function judged(tries: readonly PolicyTry[]): Outcome {
  const of = (...verdicts: readonly PolicyTry['verdict'][]) => tries.filter(({ verdict }) => verdicts.includes(verdict))
  const mustBeBlocked = tries.filter(({ expected }) => expected === 'blocked')
  const [wrong, unknown] = [of('bypass', 'overblock'), of('unknown', 'unreachable')]
  if (mustBeBlocked.length === 0) return { outcome: 'shown', explanation: 'Nothing of it has to be blocked here.' }
  if (mustBeBlocked.every(({ verdict }) => verdict === 'bypass') && of('overblock').length === 0)
    return { outcome: 'not-enforced', explanation: 'All that must be blocked stayed open.' }
  if (wrong.length > 0) return { outcome: 'deviates', explanation: `${wrong.map(deviation).join('; ')}.` }
  if (unknown.length > 0)
    return {
      outcome: 'unknown',
      explanation: `${unknown.map(({ from, to, note }) => `${from} to ${to} could not be judged${note === undefined ? '' : ` (${note})`}`).join('; ')}.`,
    }
  return { outcome: 'match' }
}

const deviation = ({ from, to, protocol, port, verdict, observed, basis, decidedBy }: PolicyTry) =>
  `${from} to ${to} by ${protocol} ${String(port)} ${verdict === 'bypass' ? 'is open and must be blocked' : `is shut (${observed}) and must be open`} (${[basis, ...decidedBy].join(', ')})`
