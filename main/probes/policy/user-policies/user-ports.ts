import { allRulesOf, type NetworkPolicy, type PolicyPort } from '../../../policy-model/network-policy.ts'
import type { PodPort } from '../../../policy-model/cluster-model.ts'

const maxPorts = 8
const firstFreePort = 8080

/**
 * The ports that policies speak of, both ends of each range, a number for each name, and one that no rule speaks of: what every Pod
 * serves.
 */
export function portsOf(policies: readonly NetworkPolicy[]) {
  const notes: string[] = []
  const given = policies.flatMap(allRulesOf).flatMap((rule) => rule.ports)
  const numbered = given.flatMap(({ protocol = 'TCP', port, endPort }) =>
    typeof port === 'number'
      ? [port, ...(endPort === undefined ? [] : [endPort])].map((each) => ({ protocol, port: each }))
      : [],
  )
  const named = new Map<string, PodPort>()
  for (const { protocol = 'TCP', port } of given) {
    if (typeof port !== 'string') continue
    const there = named.get(port)
    if (there && there.protocol !== protocol) notes.push(`The port ${port} is checked over ${there.protocol} alone.`)
    if (there) continue
    named.set(port, { name: port, protocol, port: freeBeside(given, named.size) })
  }
  const anyOf = given.filter(({ port }) => port === undefined).map(({ protocol = 'TCP' }) => protocol)
  const control = freeBeside(given, named.size)
  const bare: readonly PodPort[] = (['TCP', ...anyOf] as const).map((protocol) => ({ protocol, port: control }))
  const all = [
    ...new Map(
      [...named.values(), ...numbered, ...bare].map((each) => [`${each.protocol} ${String(each.port)}`, each]),
    ).values(),
  ]
  const servable = all.filter(({ protocol }) => protocol !== 'SCTP')
  if (servable.length < all.length) notes.push('Ports of SCTP are not checked: not every kernel has it.')
  // The control is the first of the last ones: nothing shows that a rule is narrow if it is missing.
  const controls = servable.filter(({ port }) => port === control)
  const others = servable.filter(({ port }) => port !== control)
  const ports = [...others.slice(0, maxPorts - controls.length), ...controls]
  if (ports.length < servable.length)
    notes.push(`${String(servable.length - ports.length)} more ports are not checked: at most ${String(maxPorts)} are.`)
  return { ports, notes }
}

/** The nth number from 8080 on that no rule covers. */
function freeBeside(given: readonly PolicyPort[], nth: number): number {
  const isCovered = (number: number) =>
    given.some(({ port, endPort }) => typeof port === 'number' && port <= number && number <= (endPort ?? port))
  let left = nth
  for (let number = firstFreePort; number <= 65_535; number += 1) {
    if (isCovered(number)) continue
    if (left === 0) return number
    left -= 1
  }
  return firstFreePort + nth
}
