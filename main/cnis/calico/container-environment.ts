import { z } from 'zod'
import { unknownManifest } from '../adapt.ts'
import type { Manifest } from '../recipe.ts'

const workloadShape = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({
        containers: z.array(
          z.looseObject({ name: z.string(), env: z.array(z.looseObject({ name: z.string() })).default([]) }),
        ),
      }),
    }),
  }),
})

interface Change {
  readonly workload: { readonly kind: string; readonly name: string }
  readonly container: string
  /** Those that are there to replace. */
  readonly variables: Readonly<Record<string, string>>
  /** Those that are set whether they are there or not. */
  readonly added?: Readonly<Record<string, string>>
}

/**
 * The objects with environment variables of one container replaced or added.
 * @throws LabError `unreadable-catalog` when a variable is not there to replace: the manifest is then not what the recipe knows.
 */
export function setContainerEnvironment(objects: readonly Manifest[], change: Change): readonly Manifest[] {
  const { workload, variables, added = {} } = change
  const missing = new Set(Object.keys(variables))
  const changed = objects.map((object) => {
    if (object.kind !== workload.kind || object.metadata.name !== workload.name) return object
    const parsed = workloadShape.safeParse(structuredClone(object))
    if (!parsed.success) return object
    const copy = parsed.data
    const container = copy.spec.template.spec.containers.find(({ name }) => name === change.container)
    if (!container) return object
    const present = new Set(container.env.map(({ name }) => name))
    const values = { ...added, ...variables }
    container.env = container.env.map((entry) => {
      const value = values[entry.name]
      missing.delete(entry.name)
      return value === undefined ? entry : { name: entry.name, value }
    })
    for (const [name, value] of Object.entries(added)) if (!present.has(name)) container.env.push({ name, value })
    return { ...object, spec: copy.spec }
  })
  if (missing.size > 0)
    throw unknownManifest(
      workload.name,
      `it does not set ${[...missing].join(', ')} in the container ${change.container}.`,
    )
  return changed
}
