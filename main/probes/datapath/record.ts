import { z } from 'zod'
import { agentEntrySchema, statementSchema, type Statement } from '../../cnis/own-tools.ts'
import { cniConfigSchema } from './cni-config.ts'
import { linkSchema, routeSchema } from '../iproute.ts'
import { kubeProxySchema } from './kube-proxy.ts'
import { rulesSchema, tableSchema } from './rules.ts'

export const nodeStateSchema = z.object({
  node: z.string(),
  address: z.string(),
  /** Those that connect Pods, one each, are only counted. */
  links: z.array(linkSchema),
  podLinks: z.number(),
  /** A Pod on another node, and how this node sends to it; without `route` it could not be read. */
  peer: z.object({ pod: z.string(), address: z.string(), nodeAddress: z.string() }),
  route: routeSchema.optional(),
  /** The entry of the routing table that holds the peer's address, and how many entries there are. */
  entry: routeSchema.optional(),
  routes: z.number(),
  iptables: rulesSchema.optional(),
  nftables: z.array(tableSchema).optional(),
  /** eBPF programs: links pinned in this node's file system, and filters of traffic control. */
  bpf: z.object({ pinned: z.array(z.string()), filters: z.number() }).optional(),
  cniConfig: cniConfigSchema.optional(),
  /** Where the CNI decides a packet's way itself: its entry for the peer's address. */
  agentEntry: agentEntrySchema.optional(),
})
export type NodeState = z.infer<typeof nodeStateSchema>

export const datapathRecordSchema = z
  .object({
    nodes: z.array(nodeStateSchema),
    kubeProxy: kubeProxySchema.optional(),
    facts: z.array(statementSchema),
  })
  .transform((record) => ({ ...record, facts: asToday(record.facts) }))
export type DatapathRecord = z.infer<typeof datapathRecordSchema>

/** What is configured, as records of before 1.0 call it. */
const namesOfToday: Readonly<Record<string, string>> = {
  'Encryption asked for': 'Configured encryption',
  'Data plane asked for': 'Configured data plane',
  'kube-proxy replacement asked for': 'Configured kube-proxy replacement',
}

/** Records of before 1.0 also have Flannel's WireGuard backend as one without encapsulation. */
function asToday(facts: readonly Statement[]): Statement[] {
  const isWireguard = facts.some(({ what, value }) => what === 'Encryption by the backend' && value === 'wireguard')
  return facts.map((fact) => {
    const isTunnel = isWireguard && fact.what.startsWith('Backend') && fact.value === 'none'
    return { ...fact, what: namesOfToday[fact.what] ?? fact.what, ...(isTunnel && { value: 'udp' }) }
  })
}
