import { z } from 'zod'
import { jsonOf } from '../../system/json.ts'
import type { OwnTools, Statement } from '../own-tools.ts'

const configPath = '/api/v1/namespaces/kube-flannel/configmaps/kube-flannel-cfg'
const leaseFile = '/run/flannel/subnet.env'
const annotation = 'flannel.alpha.coreos.com/'

const texts = z.record(z.string(), z.string()).default({})
const netConf = z.object({
  Network: z.string().optional(),
  Backend: z.looseObject({ Type: z.string(), Port: z.number().optional(), VNI: z.number().optional() }),
})
const annotated = z.object({ metadata: z.object({ name: z.string(), annotations: texts }) })

export const flannelTools: OwnTools = {
  tellers: [
    {
      part: 'kube-flannel-cfg',
      path: configPath,
      says: z.object({ data: texts }).transform(({ data }) => netConfFacts(data['net-conf.json'])),
    },
    {
      part: 'nodes',
      path: '/api/v1/nodes',
      says: z
        .object({ items: z.array(annotated) })
        .transform(({ items }) => annotationFacts(items.map(({ metadata }) => metadata))),
    },
    {
      part: 'subnet.env',
      onNode: ['cat', leaseFile],
      says: (output, node) => [
        {
          by: 'agent',
          what: 'Subnet of the node',
          value: /^FLANNEL_SUBNET=(.*)$/m.exec(output)?.[1] ?? 'unknown',
          excerpt: output.trim(),
          source: `${leaseFile} on ${node}`,
        },
      ],
    },
  ],
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
export function annotationFacts(nodes: readonly z.infer<typeof annotated>['metadata'][]): readonly Statement[] {
  const backends = nodes.flatMap(({ name, annotations }) => {
    const of = (key: string) => annotations[`${annotation}${key}`]
    const type = of('backend-type')
    const text = `${name}: backend-type ${type ?? ''}, ${of('backend-data') ?? ''}, public-ip ${of('public-ip') ?? ''}`
    return type === undefined ? [] : [{ type, text }]
  })
  const [type, ...others] = new Set(backends.map((backend) => backend.type))
  if (type === undefined) return []
  return [
    {
      about: 'encapsulation',
      by: 'agent',
      what: 'Backend that runs',
      value: others.length > 0 ? [type, ...others].join(', ') : (kinds[type.toLowerCase()]?.encapsulation ?? type),
      excerpt: backends.map(({ text }) => text).join('\n'),
      source: '/api/v1/nodes',
    },
  ]
}
