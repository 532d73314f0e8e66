import type { Decision } from '../../probes/policy/evaluator/evaluate.ts'
import { partyOf, type Circumstances } from '../../probes/policy/expectation.ts'
import type { HttpRequest, RecordedTry } from '../../probes/policy/record.ts'
import type { PolicyTry, PolicyVerdict } from '../evidence/policy.ts'

/** A recorded try beside what was to be expected of it. */
export function judgeTry(
  each: RecordedTry,
  expected: Decision,
  { world, outside }: Pick<Circumstances, 'world' | 'outside'>,
): PolicyTry {
  const { from, to, protocol, port, observed, note } = each
  const [source, target] = [from, to].map((name) => {
    const party = partyOf(name, world, outside)
    return party.kind === 'pod' ? party.pod.node : party.kind === 'node' ? party.name : undefined
  })
  return {
    ...{ from, to: targetName(each), protocol, port, observed },
    sameNode: source !== undefined && source === target,
    expected: expected.verdict,
    verdict: verdictOf(each, expected.verdict),
    basis: expected.basis,
    decidedBy: expected.decidedBy,
    ...(note !== undefined && { note }),
  }
}

/**
 * Shut counts as blocked only where it was open before the policies and is again after them: a server that has ended, too, is shut.
 */
export function verdictOf({ baseline, observed, after }: RecordedTry, expected: Decision['verdict']): PolicyVerdict {
  if (observed === 'error' || baseline === 'error') return 'unknown'
  if (baseline !== 'open') return 'unreachable'
  const isShut = observed !== 'open'
  if (isShut && after !== 'open') return 'unknown'
  switch (expected) {
    case 'undefined':
      return 'spec-exception'
    case 'open':
      return isShut ? 'overblock' : 'match'
    case 'blocked':
      return isShut ? 'match' : 'bypass'
  }
}

function targetName({ to, via, http }: RecordedTry): string {
  switch (via) {
    case 'address':
      return http ? `${to} with ${requestOf(http)}` : to
    case 'ipv6':
      return `${to} over IPv6`
    case 'name':
      return `${to} by its name`
    case 'cluster-ip':
      return `${to} through its ClusterIP`
    case 'node-port':
      return `${to} through its NodePort`
  }
}

const requestOf = ({ method, path, header }: HttpRequest) =>
  `${method} ${path}${header === undefined ? '' : ` (${header})`}`
