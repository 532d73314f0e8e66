import { podSubnet, podSubnetIpv6, type IpFamily, type Json } from '../recipe.ts'

export type Values = Readonly<Record<string, Json>>

/** Cilium refuses longer ones. Source: the chart's cluster.name. */
const longestClusterName = 32

/** Tags instead of digests, since images loaded into nodes have no digest; one operator, since two need two schedulable nodes. */
export const valuesOnKind = (clusterName: string, ipFamily: IpFamily): Values => ({
  // The end of the name tells clusters apart.
  cluster: { name: clusterName.slice(-longestClusterName).replace(/^-+/, '') },
  ipam: { mode: 'kubernetes' },
  ipv4NativeRoutingCIDR: podSubnet,
  ...(ipFamily === 'dual' && { ipv6: { enabled: true }, ipv6NativeRoutingCIDR: podSubnetIpv6 }),
  operator: { replicas: 1, image: { useDigest: false } },
  image: { useDigest: false, pullPolicy: 'IfNotPresent' },
  envoy: { image: { useDigest: false } },
  hubble: { relay: { enabled: false }, tls: { auto: { method: 'helm' } } },
})

/** `over` wins; objects are merged, everything else is replaced. */
export function mergeValues(values: Values, over: Values): Values {
  const merged: Record<string, Json> = { ...values }
  for (const [key, value] of Object.entries(over)) {
    const existing = merged[key]
    merged[key] = isObject(existing) && isObject(value) ? mergeValues(existing, value) : value
  }
  return merged
}

const isObject = (value: Json | undefined): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
