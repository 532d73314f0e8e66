import { podSubnet, type Json, type KindVariant } from '../recipe.ts'

/** Cilium in its default tunnel mode, by its chart. */
export const ciliumVxlan: KindVariant = {
  id: 'cilium/vxlan',
  cni: 'cilium',
  runtime: 'kind',
  title: 'Cilium, VXLAN',
  needs: ['vxlan', 'bpf'],
  configured: {
    encapsulation: 'vxlan',
    tunnelPort: 8472,
    datapath: 'eBPF on veths, tunnel device cilium_vxlan, kube-proxy kept',
  },
  recipe: ({ cilium }) => ({
    cniVersion: cilium.version,
    install: {
      by: 'chart',
      source: cilium.chart,
      release: 'cilium',
      namespace: 'kube-system',
      values: ({ name }) => mergeValues(valuesOnKind(name), cilium.values),
    },
    nodePlugins: [],
    nodeModules: [],
  }),
}

type Values = Readonly<Record<string, Json>>

/** Tags instead of digests, since images loaded into nodes have no digest; one operator, since two need two schedulable nodes. */
const valuesOnKind = (clusterName: string): Values => ({
  cluster: { name: clusterName },
  routingMode: 'tunnel',
  tunnelProtocol: 'vxlan',
  ipam: { mode: 'kubernetes' },
  ipv4NativeRoutingCIDR: podSubnet,
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
