import type { NetworkPolicy } from '../../../../../main/probes/policy/evaluator/network-policy.ts'
import type { Flow, Party, PodPort, World, WorldPod } from '../../../../../main/probes/policy/evaluator/world.ts'

const ports: readonly PodPort[] = [
  { name: 'web', protocol: 'TCP', port: 80 },
  { name: 'other', protocol: 'TCP', port: 81 },
  { name: 'ask', protocol: 'UDP', port: 80 },
]

const pod = (namespace: string, name: string, more: Partial<WorldPod>): WorldPod => ({
  ...{ namespace, name, labels: { app: name }, node: 'one', address: '10.1.0.1', hostNetwork: false, ports },
  ...more,
})

export const xa = pod('x', 'a', { address: '10.1.0.1' })
export const xb = pod('x', 'b', { address: '10.2.0.1', node: 'two', labels: { app: 'b', role: 'guest' } })
export const ya = pod('y', 'a', { address: '10.1.0.2', ports: [{ name: 'web', protocol: 'TCP', port: 8080 }] })
export const yb = pod('y', 'b', { address: '10.2.0.2', node: 'two', labels: { app: 'b', role: 'guest' } })
export const host = pod('y', 'host', { address: '192.168.0.2', node: 'two', hostNetwork: true })

export const world: World = {
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

export const asParty = (of: WorldPod): Party => ({ kind: 'pod', pod: of })
export const outside: Party = { kind: 'outside', address: '192.168.0.77' }
export const nodeParties: readonly Party[] = world.nodes.map((node) => ({ kind: 'node', ...node }))

export const flow = (from: Party | WorldPod, to: Party | WorldPod, of: Partial<Flow> = {}): Flow => ({
  from: 'kind' in from ? from : asParty(from),
  to: 'kind' in to ? to : asParty(to),
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

export const everyFlow: readonly Flow[] = (() => {
  const parties = [...world.pods.map(asParty), outside, ...nodeParties]
  const wires = [
    { protocol: 'TCP', port: 80 },
    { protocol: 'TCP', port: 8080 },
    { protocol: 'UDP', port: 80 },
  ] as const
  return parties.flatMap((from) => parties.flatMap((to) => wires.map((wire) => ({ from, to, ...wire }))))
})()
