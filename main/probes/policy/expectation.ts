import { isIP } from 'node:net'
import { evaluate, type Decision } from '../../policy-model/evaluate.ts'
import type { NetworkPolicy } from '../../policy-model/network-policy.ts'
import { podNamed, type Endpoint, type ClusterModel } from '../../policy-model/cluster-model.ts'
import type { Attempt } from './record.ts'

export interface Conditions {
  readonly policies: readonly NetworkPolicy[]
  readonly model: ClusterModel
  readonly outside: string
  /** Where the host outside has one. */
  readonly outside6?: string | undefined
  /** Names of the objects of the CNI's own API that are in force. */
  readonly objects: readonly string[]
}

/** What an attempt must come to: by the specification, or by what the CNI documents of its own API. */
export function expectationOf(attempt: Attempt, conditions: Conditions): Decision {
  const { from, to, protocol, port, via, declared } = attempt
  const { policies, objects } = conditions
  if (declared) return { verdict: declared, basis: 'cni-api', decidedBy: objects }
  const { model, outside } = via === 'ipv6' ? overIpv6(conditions) : conditions
  const endpoint = (name: string) => endpointOf(name, model, outside)
  const decision = evaluate(policies, model, { from: endpoint(from), to: endpoint(to), protocol, port })
  const policiesMatter = decision.basis !== 'no-policy' || decision.decidedBy.length > 0
  if (!policiesMatter) return decision
  if (from === to) return { ...decision, verdict: 'undefined', basis: 'loopback' }
  // A node that passes a connection on may put its own address before the sender's.
  if (via === 'node-port') return { ...decision, verdict: 'undefined', basis: 'rewritten-address' }
  return decision
}

/** The same with the addresses that are seen when two speak IPv6; a node's is not known, and none is asked for. */
const overIpv6 = ({ model, outside6 = '::' }: Conditions): Pick<Conditions, 'model' | 'outside'> => ({
  model: { ...model, pods: model.pods.map((pod) => ({ ...pod, address: pod.address6 ?? '::' })) },
  outside: outside6,
})

/** Whom a name of the record stands for; one that the model does not have is an address outside of it. */
export function endpointOf(name: string, model: ClusterModel, outside: string): Endpoint {
  const node = model.nodes.find((each) => `node/${each.name}` === name)
  if (node) return { kind: 'node', ...node }
  const pod = podNamed(model.pods, name)
  return pod ? { kind: 'pod', pod } : { kind: 'outside', address: isIP(name) === 0 ? outside : name }
}
