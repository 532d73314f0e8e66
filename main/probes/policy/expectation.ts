import { evaluate, type Decision } from './evaluator/evaluate.ts'
import type { NetworkPolicy } from './evaluator/network-policy.ts'
import type { Party, World } from './evaluator/world.ts'
import type { Attempt } from './record.ts'

export interface Circumstances {
  readonly policies: readonly NetworkPolicy[]
  readonly world: World
  readonly outside: string
  /** Names of the objects of the CNI's own API that are in force. */
  readonly objects: readonly string[]
}

/** What an attempt must come to: by the specification, or by what the CNI documents of its own API. */
export function expectationOf(attempt: Attempt, { policies, world, outside, objects }: Circumstances): Decision {
  const { from, to, protocol, port, via, declared } = attempt
  if (declared) return { verdict: declared, basis: 'cni-api', decidedBy: objects }
  const party = (name: string) => partyOf(name, world, outside)
  const decision = evaluate(policies, world, { from: party(from), to: party(to), protocol, port })
  const policiesMatter = decision.basis !== 'no-policy' || decision.decidedBy.length > 0
  if (!policiesMatter) return decision
  if (from === to) return { ...decision, verdict: 'undefined', basis: 'loopback' }
  // A node that passes a connection on may put its own address before the sender's.
  if (via === 'node-port') return { ...decision, verdict: 'undefined', basis: 'rewritten-address' }
  return decision
}

/** Whom a name of the record stands for; one that the world does not have is an address outside of it. */
export function partyOf(name: string, world: World, outside: string): Party {
  const node = world.nodes.find((each) => `node/${each.name}` === name)
  if (node) return { kind: 'node', ...node }
  const pod = world.pods.find((each) => `${each.namespace}/${each.name}` === name)
  return pod ? { kind: 'pod', pod } : { kind: 'outside', address: outside }
}
