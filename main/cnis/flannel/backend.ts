import { z } from 'zod'
import { LabError } from '../../system/errors.ts'
import type { Manifest } from '../recipe.ts'

const configShape = z.looseObject({ data: z.looseObject({ 'net-conf.json': z.string() }) })
const networkShape = z.looseObject({ Backend: z.looseObject({ Type: z.string() }) })

/**
 * The objects with another backend in flanneld's configuration, with that backend's own defaults.
 * @throws LabError `unreadable-catalog` when there is no such configuration: the manifest is then not what the recipe knows.
 */
export function setBackend(objects: readonly Manifest[], type: 'host-gw' | 'wireguard'): readonly Manifest[] {
  const changed = objects.map((object) => withBackend(object, type) ?? object)
  if (changed.some((object, index) => object !== objects[index])) return changed
  throw new LabError({
    code: 'unreadable-catalog',
    title: 'Cannot adapt the manifest of Flannel',
    message: 'it has no ConfigMap kube-flannel-cfg whose net-conf.json names a backend.',
    hint: 'The manifest is of a version that this recipe does not know. Remove it from the catalog to use the pinned one.',
  })
}

/** The object with the backend, where it is flanneld's configuration. */
function withBackend(object: Manifest, type: string): Manifest | undefined {
  if (object.kind !== 'ConfigMap' || object.metadata.name !== 'kube-flannel-cfg') return undefined
  const config = configShape.safeParse(object)
  const network = config.success ? parseNetwork(config.data.data['net-conf.json']) : undefined
  if (!config.success || !network) return undefined
  const text = JSON.stringify({ ...network, Backend: { Type: type } }, null, 2)
  return { ...object, data: { ...config.data.data, 'net-conf.json': text } }
}

function parseNetwork(text: string): z.infer<typeof networkShape> | undefined {
  try {
    return networkShape.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
