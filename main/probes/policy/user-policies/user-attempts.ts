import { evaluate } from '../../../policy-model/evaluate.ts'
import type { UserFixture } from './user-fixture.ts'
import type { Endpoint, ClusterModel } from '../../../policy-model/cluster-model.ts'
import type { Attempt } from '../record.ts'

const maxAttempts = 120

interface Named {
  readonly name: string
  readonly endpoint: Endpoint
}

/**
 * Every Pod to every other, to the addresses outside, and back from them, by every port. Where that is too much, those first of which
 * a policy decides, taken in turn from the three, and every pair by one port before any by the next.
 */
export function userAttempts({ policies, ports }: UserFixture, model: ClusterModel, outside: readonly string[]) {
  const pods = model.pods.map((pod): Named => ({
    name: `${pod.namespace}/${pod.name}`,
    endpoint: { kind: 'pod', pod },
  }))
  const hosts = outside.map((address): Named => ({ name: address, endpoint: { kind: 'outside', address } }))
  const between = (sources: readonly Named[], targets: readonly Named[]) =>
    ports.flatMap(({ protocol, port }) =>
      sources.flatMap((from) =>
        targets
          .filter((to) => to !== from)
          .map((to) => {
            const attempt: Attempt = { from: from.name, to: to.name, protocol, port, via: 'address' }
            const decision = evaluate(policies, model, { from: from.endpoint, to: to.endpoint, protocol, port })
            return { attempt, isDecided: decision.basis !== 'no-policy' }
          }),
      ),
    )
  const all = [between(pods, pods), between(pods, hosts), between(hosts, pods)]
  const inTurnOf = (isDecided: boolean) =>
    inTurn(all.map((some) => some.filter((each) => each.isDecided === isDecided)))
  const chosen = [...inTurnOf(true), ...inTurnOf(false)]
  const left = chosen.length - maxAttempts
  return {
    attempts: chosen.slice(0, maxAttempts).map(({ attempt }) => attempt),
    notes: left > 0 ? [`${String(left)} of ${String(chosen.length)} possible checks are left out.`] : [],
  }
}

/** The first of each list, then the second of each. */
function inTurn<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat()
}
