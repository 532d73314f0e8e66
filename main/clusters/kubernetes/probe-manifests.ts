import type { Manifest } from '../../cnis/recipe.ts'
import type { ContainerSpec, ImageRole, PodSpec, ServiceSpec } from '../cluster.ts'
import { pinnedPod } from './manifests.ts'

/** All probe Pods live in it. */
export const probeNamespace = 'cnilab'
const podLabel = 'cnilab/pod'

type Images = Readonly<Record<ImageRole, string>>

/** A probe Pod, pinned to its node. Images are in the nodes already, so none is pulled. */
export const podManifest = (pod: PodSpec, images: Images): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: pod.name, namespace: probeNamespace, labels: { [podLabel]: pod.name } },
  spec: {
    ...pinnedPod(pod),
    containers: pod.containers.map((container) => containerManifest(container, images)),
  },
})

const containerManifest = (container: ContainerSpec, images: Images) => ({
  name: container.name,
  image: images[container.image],
  imagePullPolicy: 'IfNotPresent',
  command: [...container.argv],
  ...(container.port && {
    ports: [{ containerPort: container.port }],
    // Not a readiness probe: that would go on for the Pod's life and use the CPU that is being measured.
    startupProbe: { tcpSocket: { port: container.port }, periodSeconds: 1, failureThreshold: 30 },
  }),
})

/** A Service before one Pod, same port outside and inside, and a port of every node. */
export const serviceManifest = (service: ServiceSpec): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: service.name, namespace: probeNamespace },
  spec: {
    type: 'NodePort',
    selector: { [podLabel]: service.pod },
    ports: service.ports.flatMap(({ port, nodePort, protocols }) =>
      protocols.map((protocol) => ({
        name: `${protocol.toLowerCase()}-${String(port)}`,
        ...{ port, targetPort: port, nodePort, protocol },
      })),
    ),
  },
})

/** The Service's full name; the dot at its end keeps the resolver from trying the search list first. */
export const serviceHost = (name: string): string => `${name}.${probeNamespace}.svc.cluster.local.`
