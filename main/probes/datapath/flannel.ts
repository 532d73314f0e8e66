import { z } from 'zod'
import { jsonOf } from '../../system/json.ts'
import type { ProbeContext } from '../probe.ts'
import { getJson } from './api-json.ts'
import type { Statement } from './record.ts'
import { runOnNode } from './node-state.ts'

const configPath = '/api/v1/namespaces/kube-flannel/configmaps/kube-flannel-cfg'
const configSchema = z.object({ data: z.record(z.string(), z.string()).default({}) })
const netConf = z.object({
  Network: z.string().optional(),
  Backend: z.looseObject({ Type: z.string(), Port: z.number().optional(), VNI: z.number().optional() }),
})
const nodesSchema = z.object({
  items: z.array(
    z.object({ metadata: z.object({ name: z.string(), annotations: z.record(z.string(), z.string()).default({}) }) }),
  ),
})
const annotation = 'flannel.alpha.coreos.com/'

export async function flannelStatements(context: ProbeContext): Promise<readonly Statement[]> {
  const config = await getJson(context, 'kube-flannel-cfg', configPath, configSchema)
  const nodes = await getJson(context, 'nodes', '/api/v1/nodes', nodesSchema)
  const worker = context.cluster.nodes.find(({ role }) => role === 'worker')
  const file = '/run/flannel/subnet.env'
  const lease = worker && (await runOnNode(context, worker.name, 'subnet.env', ['cat', file]))
  return [
    ...netConfFacts(config?.data['net-conf.json']),
    ...annotationFacts(nodes?.items.map(({ metadata }) => metadata) ?? []),
    ...(lease?.exitCode === 0
      ? [
          {
            about: 'datapath' as const,
            by: 'agent' as const,
            what: 'Subnet of the node',
            value: /^FLANNEL_SUBNET=(.*)$/m.exec(lease.stdout)?.[1] ?? 'unknown',
            excerpt: lease.stdout.trim(),
            source: `${file} on ${worker?.name ?? ''}`,
          },
        ]
      : []),
  ]
}

/** Backends by how they send. Source: flannel Documentation/backends.md */
const kinds: Readonly<Record<string, { readonly encapsulation: string; readonly encryption: string }>> = {
  vxlan: { encapsulation: 'vxlan', encryption: 'none' },
  'host-gw': { encapsulation: 'none', encryption: 'none' },
  wireguard: { encapsulation: 'udp', encryption: 'wireguard' },
  ipip: { encapsulation: 'ipip', encryption: 'none' },
  udp: { encapsulation: 'udp', encryption: 'none' },
  ipsec: { encapsulation: 'none', encryption: 'ipsec' },
}

/** Of `net-conf.json`. Never throws. */
export function netConfFacts(text: string | undefined): readonly Statement[] {
  const parsed = netConf.safeParse(jsonOf(text ?? ''))
  if (!parsed.success) return []
  const { Backend } = parsed.data
  const kind = kinds[Backend.Type.toLowerCase()]
  const common = { by: 'configuration' as const, excerpt: JSON.stringify({ Backend }), source: configPath }
  return [
    { ...common, about: 'encapsulation', what: 'Backend', value: kind?.encapsulation ?? Backend.Type },
    { ...common, about: 'encryption', what: 'Encryption by the backend', value: kind?.encryption ?? 'unknown' },
  ]
}

/** What flanneld wrote on the nodes: the backend that runs. */
export function annotationFacts(
  nodes: readonly { readonly name: string; readonly annotations: Readonly<Record<string, string>> }[],
): readonly Statement[] {
  const lines = nodes.flatMap(({ name, annotations }) => {
    const type = annotations[`${annotation}backend-type`]
    const data = annotations[`${annotation}backend-data`] ?? ''
    const address = annotations[`${annotation}public-ip`] ?? ''
    return type === undefined ? [] : [{ type, text: `${name}: backend-type ${type}, ${data}, public-ip ${address}` }]
  })
  const types = [...new Set(lines.map(({ type }) => type))]
  if (types.length === 0) return []
  const [type = ''] = types
  return [
    {
      about: 'encapsulation',
      by: 'agent',
      what: 'Backend that runs',
      value: types.length > 1 ? types.join(', ') : (kinds[type.toLowerCase()]?.encapsulation ?? type),
      excerpt: lines.map(({ text }) => text).join('\n'),
      source: '/api/v1/nodes',
    },
  ]
}
