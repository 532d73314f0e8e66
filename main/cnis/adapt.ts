import { LabError } from '../system/errors.ts'
import type { Manifest } from './recipe.ts'

/**
 * The objects, with others in place of those for which `change` gives one.
 * @throws LabError `unreadable-catalog` where it gives none: the manifest is then not what the recipe knows.
 */
export function adaptObjects(
  objects: readonly Manifest[],
  change: (object: Manifest) => Manifest | undefined,
  unknown: { readonly of: string; readonly message: string },
): readonly Manifest[] {
  const changed = objects.map((object) => change(object) ?? object)
  if (changed.some((object, index) => object !== objects[index])) return changed
  throw unknownManifest(unknown.of, unknown.message)
}

export const unknownManifest = (of: string, message: string) =>
  new LabError({
    code: 'unreadable-catalog',
    title: `Cannot adapt the manifest of ${of}`,
    message,
    hint: 'The manifest is of a version that this recipe does not know. Remove it from the catalog to use the pinned one.',
  })
