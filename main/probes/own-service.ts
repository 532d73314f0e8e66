import { z } from 'zod'
import { probeNamespace, serviceManifest } from '../clusters/kubernetes/probe-manifests.ts'
import { LabError } from '../system/errors.ts'
import { apiOf, getJson } from './kubernetes-api.ts'
import type { ProbeContext } from './probe.ts'

/** A Service of a probe's own before one of the Pods that are in every cluster, for the time that the probe takes. */
export interface OwnService {
  readonly name: string
  readonly pod: string
  readonly port: number
  readonly protocols: readonly ('TCP' | 'UDP')[]
  /** Of a NodePort's traffic; `Cluster` unless told. */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local'
}

export interface MadeService {
  /** One of each family that the cluster has. */
  readonly clusterIps: readonly string[]
  readonly nodePorts: Readonly<Partial<Record<'TCP' | 'UDP', number>>>
}

const cleanupTimeoutMs = 20_000
const madeSchema = z.object({
  spec: z.object({
    clusterIPs: z.array(z.string()),
    ports: z.array(z.object({ protocol: z.enum(['TCP', 'UDP']), nodePort: z.number().optional() })),
  }),
})

const manifestOf = ({ name, pod, port, protocols, externalTrafficPolicy = 'Cluster' }: OwnService) => {
  const manifest = serviceManifest({ name, pod, ports: [] })
  return {
    ...manifest,
    spec: {
      ...(manifest.spec as object),
      type: 'NodePort',
      externalTrafficPolicy,
      ipFamilyPolicy: 'PreferDualStack',
      ports: protocols.map((protocol) => ({ name: protocol.toLowerCase(), port, targetPort: port, protocol })),
    },
  }
}

/** Makes Services, does `use` with them in their order, and asks for their deletion whatever happens. @throws LabError */
export async function withServices<T>(
  context: ProbeContext,
  services: readonly OwnService[],
  use: (made: readonly MadeService[]) => Promise<T>,
): Promise<T> {
  const api = apiOf(context)
  const manifests = services.map(manifestOf)
  try {
    await api.apply(manifests, context.signal)
    const made: MadeService[] = []
    for (const { name } of services) made.push(await readService(context, name))
    return await use(made)
  } finally {
    await api.delete(manifests, AbortSignal.timeout(cleanupTimeoutMs))
  }
}

async function readService(context: ProbeContext, name: string): Promise<MadeService> {
  const path = `/api/v1/namespaces/${probeNamespace}/services/${name}`
  const found = await getJson(context, `Service ${name}`, path, madeSchema)
  if (!found)
    throw new LabError({
      code: 'cluster-failed',
      title: `Cannot make the Service ${name}`,
      message: 'It is not there after it was applied.',
    })
  return {
    clusterIps: found.spec.clusterIPs,
    nodePorts: Object.fromEntries(found.spec.ports.map(({ protocol, nodePort }) => [protocol, nodePort])),
  }
}
