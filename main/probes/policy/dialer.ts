import { isIP } from 'node:net'
import { z } from 'zod'
import type { KubernetesApi, Pod } from '../../clusters/cluster.ts'
import { podNamed, type ClusterModel } from '../../policy-model/cluster-model.ts'
import { objectAt } from './api-objects.ts'
import { outsideName } from './fixture-manifests.ts'
import type { Dialer } from './observe.ts'
import { notReady } from './failure.ts'
import type { Attempt, HttpRequest } from './record.ts'
import type { Dial } from './check-script.ts'

const serviceSchema = z.object({
  spec: z.object({
    clusterIP: z.string(),
    ports: z.array(z.object({ port: z.number(), nodePort: z.number().default(0) })),
  }),
})
type Service = z.infer<typeof serviceSchema>['spec']

interface Seen {
  /** The namespace of the Service, and of the Pod behind it. */
  readonly home: string
  readonly model: ClusterModel
  readonly outside: Pod
  readonly outside6: string | undefined
}

interface Targets extends Seen {
  readonly web: Service
  readonly dns: Service
}

/** How the fixture's Pods and the host outside are started from, and dialled. */
export async function dialerOf(kubernetes: KubernetesApi, seen: Seen, signal: AbortSignal): Promise<Dialer> {
  const [web, dns] = await Promise.all([
    serviceOf(kubernetes, seen.home, 'web', signal),
    serviceOf(kubernetes, 'kube-system', 'kube-dns', signal),
  ])
  return {
    exec: (from, argv, options) => {
      const [namespace = '', pod] = from.split('/')
      if (pod === undefined) return seen.outside.exec(argv, options)
      return kubernetes.exec({ namespace, pod, container: 'pod' }, argv, options)
    },
    dial: (attempt) => dialOf(attempt, { ...seen, web, dns }),
  }
}

function dialOf(
  { from, to, protocol, port, via, http }: Attempt,
  { home, model, outside, outside6, web, dns }: Targets,
): Dial {
  const pod = podNamed(model.pods, to)
  const node = model.nodes.find(({ name }) => `node/${name}` === to)
  switch (via) {
    case 'cluster-ip':
      return port === 53
        ? { how: protocol === 'UDP' ? 'DNS-UDP' : 'DNS-TCP', address: dns.clusterIP, port }
        : { how: protocol, address: web.clusterIP, port: web.ports[0]?.port ?? 0 }
    case 'node-port':
      return { how: protocol, address: entryOf(model, home), port: web.ports[0]?.nodePort ?? 0 }
    case 'name':
      return { how: protocol, address: `${outsideName}.`, port }
    case 'ipv6':
      return { how: protocol, address: (pod ? pod.address6 : outside6) ?? '::', port }
    case 'address':
      if (node) return { how: 'CONNECT', address: node.address, port }
      if (http) return requestTo(pod?.address ?? outside.address, port, http)
      return { how: protocol, address: pod?.address ?? (isIP(to) === 0 ? outside.address : to), port, ...bound(from) }
  }
}

/** From one of several addresses that the host outside has. */
const bound = (from: string) => (isIP(from) === 0 ? {} : { options: `,bind=${from}` })

const requestTo = (address: string, port: number, { method, path, header }: HttpRequest): Dial => ({
  ...{ how: 'HTTP', address: `http://${address}:${String(port)}${path}`, port },
  options: ['-X', method, ...(header === undefined ? [] : ['-H', header])].join(' '),
})

/** Another node than the one of the Pod behind the Service: only then must the node pass the connection on. */
function entryOf(model: ClusterModel, home: string): string {
  const own = podNamed(model.pods, `${home}/a`)?.node
  return model.nodes.find(({ name }) => name !== own)?.address ?? ''
}

async function serviceOf(
  kubernetes: KubernetesApi,
  namespace: string,
  name: string,
  signal: AbortSignal,
): Promise<Service> {
  const path = `/api/v1/namespaces/${namespace}/services/${name}`
  const service = await objectAt(kubernetes, path, serviceSchema, signal)
  if (!service) throw notReady(`There is no Service ${namespace}/${name}.`)
  return service.spec
}
