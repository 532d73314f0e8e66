import { describe, expect, it } from 'vitest'
import type { ClusterNode, Pod, ProbePods } from '../../../main/clusters/cluster.ts'
import { probePodsOf } from '../../../main/lab/plan.ts'
import { route } from '../../../main/probes/route.ts'
import { measuring as probes, onWish } from '../builders/probes.ts'
import { detailsOf } from '../error-details.ts'

const node = (name: string, role: ClusterNode['role']): ClusterNode => ({ name, role, address: '172.18.0.2' })
const nodes = [node('cp', 'control-plane'), node('worker', 'worker'), node('worker2', 'worker')]

describe('probePodsOf', () => {
  it('puts client and near server on one worker, the far server on the other, and the baseline in their networks', () => {
    const { pods } = probePodsOf(probes, nodes, true)
    expect(pods.map(({ name, node: on, hostNetwork }) => [name, on, hostNetwork])).toEqual([
      ['client', 'worker', false],
      ['server-near', 'worker', false],
      ['server-far', 'worker2', false],
      ['host-client', 'worker', true],
      ['host-server', 'worker2', true],
    ])
  })

  it('has one Service with the ports of all probes, where there are Services', () => {
    const [service, ...others] = probePodsOf([...probes, ...onWish], nodes, true).services
    expect(others).toEqual([])
    expect(service).toMatchObject({
      ...{ name: 'server', pod: 'server-far' },
      ports: [
        { port: 5201, nodePort: 30_000, protocols: ['TCP', 'UDP'] },
        { port: 8080, nodePort: 30_001, protocols: ['TCP'] },
      ],
    })
    expect(probePodsOf(probes, nodes, false).services).toEqual([])
  })

  it('needs two workers', async () => {
    expect((await detailsOf(() => probePodsOf(probes, nodes.slice(0, 2), true))).code).toBe('cluster-failed')
  })
})

describe('route', () => {
  const pod = (name: string, address: string): [string, Pod] => [
    name,
    { name, node: 'worker', address, exec: () => Promise.reject(new Error('not here')) },
  ]
  const probePods: ProbePods = {
    pods: new Map([
      pod('client', '10.244.1.2'),
      pod('server-near', '10.244.1.3'),
      pod('server-far', '10.244.2.2'),
      pod('host-client', '172.18.0.3'),
      pod('host-server', '172.18.0.4'),
    ]),
    serviceHosts: new Map([['server', 'server.cnilab.svc.cluster.local.']]),
    nodePorts: new Map([[5201, 30_000]]),
  }

  it.each([
    ['host-host', 'host-client', '172.18.0.4'],
    ['pod-pod/same-node', 'client', '10.244.1.3'],
    ['pod-pod/cross-node', 'client', '10.244.2.2'],
    ['pod-service', 'client', 'server.cnilab.svc.cluster.local.'],
  ] as const)('of %s goes from %s to %s', (path, from, host) => {
    expect(route(probePods, path, 5201)).toEqual({ from: probePods.pods.get(from), target: { host, port: 5201 } })
  })

  it('of a NodePort goes to the node of the server, by the port that leads there', () => {
    const { from, target } = route(probePods, 'pod-nodeport', 5201)
    expect([from.name, target]).toEqual(['client', { host: '172.18.0.4', port: 30_000 }])
  })

  it('is an error where an end is missing', async () => {
    const withoutService = { ...probePods, serviceHosts: new Map<string, string>() }
    expect((await detailsOf(() => route(withoutService, 'pod-service', 1))).code).toBe('internal')
    expect((await detailsOf(() => route(probePods, 'pod-nodeport', 1))).code).toBe('internal')
    expect((await detailsOf(() => route(probePods, 'cluster', 1))).message).toContain('no traffic')
  })
})
