import type { NetworkPolicy } from '../../../main/policy-model/network-policy.ts'
import type { Connection, Endpoint, PodPort, ClusterModel, ModelPod } from '../../../main/policy-model/cluster-model.ts'

const ports: readonly PodPort[] = [
  { name: 'web', protocol: 'TCP', port: 80 },
  { name: 'other', protocol: 'TCP', port: 81 },
  { name: 'ask', protocol: 'UDP', port: 80 },
]

const pod = (namespace: string, name: string, more: Partial<ModelPod>): ModelPod => ({
  ...{ namespace, name, labels: { app: name }, node: 'one', address: '10.1.0.1', hostNetwork: false, ports },
  ...more,
})

export const xa = pod('x', 'a', { address: '10.1.0.1' })
export const xb = pod('x', 'b', { address: '10.2.0.1', node: 'two', labels: { app: 'b', role: 'guest' } })
export const ya = pod('y', 'a', { address: '10.1.0.2', ports: [{ name: 'web', protocol: 'TCP', port: 8080 }] })
export const yb = pod('y', 'b', { address: '10.2.0.2', node: 'two', labels: { app: 'b', role: 'guest' } })
export const host = pod('y', 'host', { address: '192.168.0.2', node: 'two', hostNetwork: true })

export const model: ClusterModel = {
  namespaces: [
    { name: 'x', labels: { team: 'red' } },
    { name: 'y', labels: { team: 'blue' } },
  ],
  pods: [xa, xb, ya, yb, host],
  nodes: [
    { name: 'one', address: '192.168.0.1' },
    { name: 'two', address: '192.168.0.2' },
  ],
}

export const asEndpoint = (of: ModelPod): Endpoint => ({ kind: 'pod', pod: of })
export const outside: Endpoint = { kind: 'outside', address: '192.168.0.77' }
export const nodeEndpoints: readonly Endpoint[] = model.nodes.map((node) => ({ kind: 'node', ...node }))

export const connection = (
  from: Endpoint | ModelPod,
  to: Endpoint | ModelPod,
  of: Partial<Connection> = {},
): Connection => ({
  from: 'kind' in from ? from : asEndpoint(from),
  to: 'kind' in to ? to : asEndpoint(to),
  protocol: 'TCP',
  port: 80,
  ...of,
})

export const policy = (namespace: string, spec: NetworkPolicy['spec'], name = 'it'): NetworkPolicy => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace, name },
  spec,
})

export const everyConnection: readonly Connection[] = (() => {
  const endpoints = [...model.pods.map(asEndpoint), outside, ...nodeEndpoints]
  const wires = [
    { protocol: 'TCP', port: 80 },
    { protocol: 'TCP', port: 8080 },
    { protocol: 'UDP', port: 80 },
  ] as const
  return endpoints.flatMap((from) => endpoints.flatMap((to) => wires.map((wire) => ({ from, to, ...wire }))))
})()
