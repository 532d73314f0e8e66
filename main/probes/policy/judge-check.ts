import type { Decision } from '../../policy-model/evaluate.ts'
import { endpointOf, type Conditions } from './expectation.ts'
import type { CheckVerdict, ConnectionCheck } from './facts.ts'
import type { RecordedCheck } from './record.ts'

/** A recorded check beside what was to be expected of it. */
export function judgeCheck(
  recorded: RecordedCheck,
  expected: Decision,
  { model, outside }: Pick<Conditions, 'model' | 'outside'>,
): ConnectionCheck {
  const { from, to, via, http, protocol, port, observed, note } = recorded
  const [source, target] = [from, to].map((name) => {
    const endpoint = endpointOf(name, model, outside)
    return endpoint.kind === 'pod' ? endpoint.pod.node : endpoint.kind === 'node' ? endpoint.name : undefined
  })
  return {
    ...{ from, to, via, protocol, port, observed },
    ...(http && { http }),
    sameNode: source !== undefined && source === target,
    expected: expected.verdict,
    verdict: verdictOf(recorded, expected.verdict),
    basis: expected.basis,
    decidedBy: expected.decidedBy,
    ...(note !== undefined && { note }),
  }
}

/**
 * Denied only where it was allowed before the policies and is again after them: a server that has ended answers nothing, too.
 */
function verdictOf({ baseline, observed, after }: RecordedCheck, expected: Decision['verdict']): CheckVerdict {
  if (observed === 'error' || baseline === 'error') return 'unknown'
  if (baseline !== 'allowed') return 'unreachable'
  const isDenied = observed !== 'allowed'
  if (isDenied && after !== 'allowed') return 'unknown'
  switch (expected) {
    case 'undefined':
      return 'implementation-defined'
    case 'allowed':
      return isDenied ? 'false-deny' : 'match'
    case 'denied':
      return isDenied ? 'match' : 'false-allow'
  }
}
