import { z } from 'zod'
import { adaptObjects } from '../adapt.ts'
import type { Manifest } from '../recipe.ts'

const configShape = z.looseObject({ cni_network_config: z.string() })

/** The configuration is a template with placeholders and not JSON yet, so that it is changed as text. */
const ipam = /"type":\s*"calico-ipam"/

/**
 * The objects with Pods given an IPv4 and an IPv6 address each.
 * @throws LabError `unreadable-catalog` when no CNI configuration names Calico's IPAM: the manifest is not what the recipe knows.
 */
export const assignBothFamilies = (objects: readonly Manifest[]): readonly Manifest[] =>
  adaptObjects(objects, assigned, {
    of: 'Calico for dual stack',
    message: 'it has no ConfigMap calico-config whose cni_network_config names calico-ipam.',
  })

function assigned(object: Manifest): Manifest | undefined {
  if (object.kind !== 'ConfigMap' || object.metadata.name !== 'calico-config') return undefined
  const config = configShape.safeParse(object.data)
  if (!config.success || !ipam.test(config.data.cni_network_config)) return undefined
  const text = config.data.cni_network_config.replace(ipam, '$&, "assign_ipv4": "true", "assign_ipv6": "true"')
  return { ...object, data: { ...config.data, cni_network_config: text } }
}
