import type { Pod } from '../../clusters/cluster.ts'
import type { ProbeContext } from '../probe.ts'
import { podNames, podOf } from '../route.ts'
import type { MadeService } from '../own-service.ts'
import { mtuServer } from './server.ts'
import { families, type Family } from './record.ts'

/** One path in one family: where packets start, what they are sent to, and where they are to arrive. */
export interface Leg {
  readonly path: string
  readonly family: Family
  readonly from: Pod
  readonly to: Pod
  readonly host: string
  readonly udpPort: number
  readonly tcpPort: number
}

interface Way {
  readonly path: string
  readonly from: string
  readonly to: string
  /** What the client sends to: the server's own address, or something before it. */
  readonly by: 'address' | 'service' | 'node-port'
}

/** Every path that is tried; one more is one more line. */
export const ways: readonly Way[] = [
  { path: 'host-host', from: podNames.hostClient, to: podNames.hostServer, by: 'address' },
  { path: 'pod-pod/same-node', from: podNames.client, to: podNames.near, by: 'address' },
  { path: 'pod-pod/cross-node', from: podNames.client, to: podNames.far, by: 'address' },
  { path: 'pod-service', from: podNames.client, to: podNames.far, by: 'service' },
  { path: 'pod-nodeport', from: podNames.client, to: podNames.far, by: 'node-port' },
]

/** An address of each family, by the Pod's name. */
export type Addresses = ReadonlyMap<string, Readonly<Partial<Record<Family, string>>>>

/** Every way in every family that Pods have here; those by a Service where there is one. */
export function legsOf(
  { probePods }: Pick<ProbeContext, 'probePods'>,
  addresses: Addresses,
  service: MadeService | undefined,
): readonly Leg[] {
  const ofPods = families.filter((family) => addresses.get(podNames.client)?.[family] !== undefined)
  return ofPods.flatMap((family) =>
    ways.flatMap(({ path, from, to, by }): readonly Leg[] => {
      const place = placeOf(by, {
        family,
        address: addresses.get(to)?.[family],
        node: addresses.get(podNames.hostServer)?.[family],
        service,
      })
      return place ? [{ path, family, from: podOf(probePods, from), to: podOf(probePods, to), ...place }] : []
    }),
  )
}

interface Known {
  readonly family: Family
  readonly address: string | undefined
  /** Of the server's node. */
  readonly node: string | undefined
  readonly service: MadeService | undefined
}

function placeOf(
  by: Way['by'],
  { family, address, node, service }: Known,
): Pick<Leg, 'host' | 'udpPort' | 'tcpPort'> | undefined {
  const own = { udpPort: mtuServer.port, tcpPort: mtuServer.port }
  switch (by) {
    case 'address':
      return address === undefined ? undefined : { host: address, ...own }
    case 'service': {
      const host = service?.clusterIps.find((ip) => familyOf(ip) === family)
      return host === undefined ? undefined : { host, ...own }
    }
    case 'node-port': {
      const { UDP: udpPort, TCP: tcpPort } = service?.nodePorts ?? {}
      return node === undefined || udpPort === undefined || tcpPort === undefined
        ? undefined
        : { host: node, udpPort, tcpPort }
    }
  }
}

export const familyOf = (address: string): Family => (address.includes(':') ? 'ipv6' : 'ipv4')
