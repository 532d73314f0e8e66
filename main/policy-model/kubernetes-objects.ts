import { z } from 'zod'
import { readKubernetesYaml } from '../system/kubernetes-yaml.ts'

/** One object of a file, and where in it. */
export interface PlacedObject {
  /** For people: "Document 2, item 1". */
  readonly place: string
  readonly object: unknown
}

const listShape = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string().regex(/List$/),
  items: z.array(z.unknown()),
})

/**
 * The objects of a YAML or JSON text, those of lists one by one. The API server's answers give the kind of a typed list's items with
 * the list alone; kubectl fills it in likewise. Source: decodeToList of apimachinery's unstructured package.
 * @throws Error where it is no YAML
 */
export const kubernetesObjects = (yaml: string): readonly PlacedObject[] =>
  readKubernetesYaml(yaml).flatMap((object, index) =>
    object === null || object === undefined ? [] : flat({ object, place: `Document ${String(index + 1)}` }),
  )

function flat({ object, place }: PlacedObject): readonly PlacedObject[] {
  const list = listShape.safeParse(object).data
  if (!list) return [{ object, place }]
  return list.items.flatMap((item, index) =>
    flat({ object: typed(item, list), place: `${place}, item ${String(index + 1)}` }),
  )
}

function typed(item: unknown, { apiVersion, kind }: z.infer<typeof listShape>): unknown {
  const isTyped = kind === 'List' || typeof item !== 'object' || item === null || 'kind' in item
  return isTyped ? item : { apiVersion, kind: kind.slice(0, -'List'.length), ...item }
}
