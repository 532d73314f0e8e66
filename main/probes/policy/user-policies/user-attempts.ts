import { fullName, type ClusterModel } from '../../../policy-model/cluster-model.ts'
import { expectationOf } from '../expectation.ts'
import { between, type Attempt } from '../record.ts'
import type { UserFixture } from './user-fixture.ts'

const maxAttempts = 120

/**
 * Every Pod to every other, to the addresses outside, and back from them, by every port. Where that is too much, those first of which
 * a policy decides, taken in turn from the three, and every pair by one port before any by the next.
 */
export function userAttempts({ policies, ports }: UserFixture, model: ClusterModel, outside: readonly string[]) {
  const pods = model.pods.map(fullName)
  const ways = ports.map(({ protocol, port }) => ({ protocol, port, via: 'address' as const }))
  const all = (
    [
      [pods, pods],
      [pods, outside],
      [outside, pods],
    ] as const
  ).map(([from, to]) => ways.flatMap((way) => between(from, to, [way])).filter((each) => each.from !== each.to))
  const conditions = { policies, model, outside: '', objects: [] }
  const isDecided = (attempt: Attempt) => expectationOf(attempt, conditions).basis !== 'no-policy'
  const chosen = [
    ...inTurn(all.map((some) => some.filter(isDecided))),
    ...inTurn(all.map((some) => some.filter((each) => !isDecided(each)))),
  ]
  const left = chosen.length - maxAttempts
  return {
    attempts: chosen.slice(0, maxAttempts),
    notes: left > 0 ? [`${String(left)} of ${String(chosen.length)} possible checks are left out.`] : [],
  }
}

/** The first of each list, then the second of each. */
function inTurn<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat()
}
