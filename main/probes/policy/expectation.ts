import { isIP } from 'node:net'
import { evaluate, type Decision } from './evaluator/evaluate.ts'
import type { NetworkPolicy } from './evaluator/network-policy.ts'
import type { Party, World } from './evaluator/world.ts'
import type { Attempt } from './record.ts'

export interface Circumstances {
  readonly policies: readonly NetworkPolicy[]
  readonly world: World
  readonly outside: string
  /** Where the host outside has one. */
  readonly outside6?: string | undefined
  /** Names of the objects of the CNI's own API that are in force. */
  readonly objects: readonly string[]
}

/** What an attempt must come to: by the specification, or by what the CNI documents of its own API. */
export function expectationOf(attempt: Attempt, circumstances: Circumstances): Decision {
  const { from, to, protocol, port, via, declared } = attempt
  const { policies, objects } = circumstances
  if (declared) return { verdict: declared, basis: 'cni-api', decidedBy: objects }
  const { world, outside } = via === 'ipv6' ? overIpv6(circumstances) : circumstances
  const party = (name: string) => partyOf(name, world, outside)
  const decision = evaluate(policies, world, { from: party(from), to: party(to), protocol, port })
  const policiesMatter = decision.basis !== 'no-policy' || decision.decidedBy.length > 0
  if (!policiesMatter) return decision
  if (from === to) return { ...decision, verdict: 'undefined', basis: 'loopback' }
  // A node that passes a connection on may put its own address before the sender's.
  if (via === 'node-port') return { ...decision, verdict: 'undefined', basis: 'rewritten-address' }
  return decision
}

/** The same with the addresses that are seen when two speak IPv6; a node's is not known, and none is asked for. */
const overIpv6 = ({ world, outside6 = '::' }: Circumstances): Pick<Circumstances, 'world' | 'outside'> => ({
  world: { ...world, pods: world.pods.map((pod) => ({ ...pod, address: pod.address6 ?? '::' })) },
  outside: outside6,
})

/** Whom a name of the record stands for; one that the world does not have is an address outside of it. */
export function partyOf(name: string, world: World, outside: string): Party {
  const node = world.nodes.find((each) => `node/${each.name}` === name)
  if (node) return { kind: 'node', ...node }
  const pod = world.pods.find((each) => `${each.namespace}/${each.name}` === name)
  return pod ? { kind: 'pod', pod } : { kind: 'outside', address: isIP(name) === 0 ? outside : name }
}
