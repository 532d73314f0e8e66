import { expect, it, vi } from 'vitest'
import { variants } from '../../../../main/cnis/index.ts'
import type { Cluster, KubernetesApi, Pod } from '../../../../main/clusters/cluster.ts'
import { observability } from '../../../../main/probes/observability/observability.ts'
import { Cancelled } from '../../../../main/system/errors.ts'

const pod = (name: string): Pod => ({
  name,
  node: 'worker',
  address: '10.244.1.1',
  exec: () => Promise.reject(new Error('Nothing is run here.')),
})

it('deletes its namespace after a cancel, with a signal that is not cancelled', async () => {
  const controller = new AbortController()
  const cleared = vi.fn<KubernetesApi['delete']>(() => Promise.resolve())
  const kubernetes: KubernetesApi = {
    images: { client: 'client', 'http-server': 'server' },
    get: () => Promise.resolve(undefined),
    apply: () => {
      controller.abort(new Cancelled())
      return Promise.reject(new Cancelled())
    },
    delete: cleared,
    exec: () => Promise.reject(new Error('Nothing is run here.')),
  }
  const cluster = { name: 'c', variant: variants.get('flannel/vxlan'), nodes: [], kubernetes } as unknown as Cluster
  const looking = observability.run({
    key: { variant: 'flannel/vxlan', probe: 'observability', caseId: 'all', path: 'cluster', round: 0 },
    intensity: { durationS: 1, requests: 1 },
    cluster,
    probePods: { pods: new Map(['client', 'server-far'].map((name) => [name, pod(name)])), serviceHosts: new Map() },
    signal: controller.signal,
    seed: 1,
    record: () => Promise.reject(new Error('Nothing is kept here.')),
    log: () => undefined,
  })
  await expect(looking).rejects.toBeInstanceOf(Cancelled)
  expect(cleared).toHaveBeenCalledOnce()
  const [objects, signal] = cleared.mock.calls[0] ?? []
  expect(objects?.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(['Namespace cnilab-observability'])
  expect(signal?.aborted).toBe(false)
})
