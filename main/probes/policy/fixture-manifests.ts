import type { Manifest } from '../../clusters/cluster.ts'
import { pinnedPod } from '../../clusters/kubernetes/manifests.ts'
import type { PodPort } from '../../policy-model/cluster-model.ts'
import { serveScript } from './serve-script.ts'

type Labels = Readonly<Record<string, string>>

export interface FixturePod {
  readonly namespace: string
  readonly name: string
  readonly labels: Labels
  readonly node: string
  readonly hostNetwork: boolean
  readonly serviceAccount?: string
}

const echo: PodPort = { name: 'echo', protocol: 'TCP', port: 8002 }
const http: PodPort = { name: 'http', protocol: 'TCP', port: 8003 }
export const served: readonly PodPort[] = [
  { name: 'web', protocol: 'TCP', port: 80 },
  { name: 'second', protocol: 'TCP', port: 81 },
  { name: 'range', protocol: 'TCP', port: 8001 },
  echo,
  http,
  { name: 'datagram', protocol: 'UDP', port: 80 },
  { name: 'message', protocol: 'SCTP', port: 80 },
]

/** What the serving script is told of its ports. */
function serveVariables(ports: readonly PodPort[]): Labels {
  const variableOf = (port: PodPort) => (port === echo ? 'ECHO' : port === http ? 'HTTP' : port.protocol)
  const numbers = (variable: string) =>
    ports.flatMap((each) => (variableOf(each) === variable ? [String(each.port)] : [])).join(' ')
  return Object.fromEntries(['TCP', 'UDP', 'SCTP', 'ECHO', 'HTTP'].map((variable) => [variable, numbers(variable)]))
}

/** What a host outside runs: the same servers as the Pods, on addresses of its own, given as words of the shell. */
export function outsideScript(ports: readonly PodPort[], addresses: string): string {
  const variables = Object.entries({ NAME: 'outside', ADDRESSES: addresses, ...serveVariables(ports) })
  return [...variables.map(([name, value]) => `${name}="${value}"`), serveScript].join('\n')
}

interface Contents {
  readonly argv?: readonly string[]
  readonly ports?: readonly PodPort[]
}

/** A Pod that serves these ports; with `argv` one that does something else. */
export const podManifest = (pod: FixturePod, image: string, { argv, ports = served }: Contents = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: pod.name, namespace: pod.namespace, labels: pod.labels },
  spec: {
    ...pinnedPod(pod),
    ...(pod.serviceAccount && { serviceAccountName: pod.serviceAccount }),
    containers: [
      {
        name: 'pod',
        image,
        imagePullPolicy: 'IfNotPresent',
        command: [...(argv ?? ['sh', '-c', serveScript])],
        env: [
          { name: 'NAME', value: `${pod.namespace}/${pod.name}` },
          { name: 'ADDRESS', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
          { name: 'ADDRESSES', valueFrom: { fieldRef: { fieldPath: 'status.podIPs' } } },
          ...Object.entries(serveVariables(ports)).map(([name, value]) => ({ name, value })),
        ],
        ...(!argv && {
          ports: ports.map(({ port, ...about }) => ({ ...about, containerPort: port })),
          startupProbe: {
            exec: {
              command: ['sh', '-c', 'timeout 2 socat -T1 -u "TCP4:$ADDRESS:${TCP%% *},connect-timeout=1" STDOUT'],
            },
            periodSeconds: 1,
            timeoutSeconds: 5,
            failureThreshold: 60,
          },
        }),
      },
    ],
  },
})

/** Port 8080 before a Pod's port 80, on every node too. */
export const serviceManifest = (namespace: string, name: string, selector: Labels): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: {
    type: 'NodePort',
    selector,
    ports: [{ name: 'web', port: 8080, targetPort: 80, protocol: 'TCP' }],
  },
})

const outsideService = { namespace: 'cnilab-x', name: 'outside' } as const
/** A name of the cluster's DNS that stands for an address outside of the cluster. */
export const outsideName = `${outsideService.name}.${outsideService.namespace}.svc.cluster.local`

export const outsideNameManifests = (address: string): readonly Manifest[] => [
  { apiVersion: 'v1', kind: 'Service', metadata: outsideService, spec: { clusterIP: 'None', ports: namedPorts } },
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { ...outsideService, labels: { 'kubernetes.io/service-name': outsideService.name } },
    addressType: 'IPv4',
    ports: namedPorts,
    endpoints: [{ addresses: [address] }],
  },
]

const namedPorts = [{ name: 'web', port: 80, protocol: 'TCP' }]
