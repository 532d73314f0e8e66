import { evaluate } from './evaluator/evaluate.ts'
import type { OwnWorld } from './evaluator/own-world.ts'
import type { Party, World } from './evaluator/world.ts'
import type { Attempt } from './record.ts'

const mostAttempts = 120

interface Named {
  readonly name: string
  readonly party: Party
}

/**
 * Every Pod to every other, to the addresses outside, and back from them, by every port. Where that is too much, those first of which
 * a policy decides, taken in turn from the three, and every pair by one port before any by the next.
 */
export function ownAttempts({ policies, ports }: OwnWorld, world: World, outside: readonly string[]) {
  const pods = world.pods.map((pod): Named => ({ name: `${pod.namespace}/${pod.name}`, party: { kind: 'pod', pod } }))
  const hosts = outside.map((address): Named => ({ name: address, party: { kind: 'outside', address } }))
  const between = (sources: readonly Named[], targets: readonly Named[]) =>
    ports.flatMap(({ protocol, port }) =>
      sources.flatMap((from) =>
        targets
          .filter((to) => to !== from)
          .map((to) => {
            const attempt: Attempt = { from: from.name, to: to.name, protocol, port, via: 'address' }
            const decision = evaluate(policies, world, { from: from.party, to: to.party, protocol, port })
            return { attempt, isDecided: decision.basis !== 'no-policy' }
          }),
      ),
    )
  const all = [between(pods, pods), between(pods, hosts), between(hosts, pods)]
  const inTurnOf = (isDecided: boolean) =>
    inTurn(all.map((some) => some.filter((each) => each.isDecided === isDecided)))
  const chosen = [...inTurnOf(true), ...inTurnOf(false)]
  const left = chosen.length - mostAttempts
  return {
    attempts: chosen.slice(0, mostAttempts).map(({ attempt }) => attempt),
    told: left > 0 ? [`${String(left)} of ${String(chosen.length)} possible tries are left out.`] : [],
  }
}

/** The first of each list, then the second of each. */
function inTurn<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat()
}
