import { z } from 'zod'
import { adaptObjects } from '../adapt.ts'
import { podSubnetIpv6, type IpFamily, type Json, type Manifest } from '../recipe.ts'

const configShape = z.looseObject({ data: z.looseObject({ 'net-conf.json': z.string() }) })
const networkShape = z.looseObject({ Backend: z.looseObject({ Type: z.string() }) })

/** As `net-conf.json` has it; what is not given is the backend's own default. Source: flannel Documentation/backends.md */
export interface Backend {
  readonly Type: string
  readonly [setting: string]: Json
}

interface Change {
  /** Another backend than the manifest's. */
  readonly backend?: Backend
  readonly ipFamily: IpFamily
}

/**
 * The objects with another network in flanneld's configuration; the same where nothing is to change.
 * @throws LabError `unreadable-catalog` when there is no such configuration: the manifest is then not what the recipe knows.
 */
export function setNetwork(objects: readonly Manifest[], change: Change): readonly Manifest[] {
  if (!change.backend && change.ipFamily === 'ipv4') return objects
  return adaptObjects(objects, (object) => withNetwork(object, change), {
    of: 'Flannel',
    message: 'it has no ConfigMap kube-flannel-cfg whose net-conf.json names a backend.',
  })
}

/** The object with the network, where it is flanneld's configuration. */
function withNetwork(object: Manifest, { backend, ipFamily }: Change): Manifest | undefined {
  if (object.kind !== 'ConfigMap' || object.metadata.name !== 'kube-flannel-cfg') return undefined
  const config = configShape.safeParse(object)
  const network = config.success ? parseNetwork(config.data.data['net-conf.json']) : undefined
  if (!config.success || !network) return undefined
  const changed = {
    ...network,
    ...(ipFamily === 'dual' && { EnableIPv6: true, IPv6Network: podSubnetIpv6 }),
    ...(backend && { Backend: backend }),
  }
  return { ...object, data: { ...config.data.data, 'net-conf.json': JSON.stringify(changed, null, 2) } }
}

function parseNetwork(text: string): z.infer<typeof networkShape> | undefined {
  try {
    return networkShape.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
