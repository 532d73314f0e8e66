import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Plugins, Source } from '../../cnis/catalog.ts'
import type { Manifest } from '../../cnis/recipe.ts'
import { download, sha256Of } from '../../system/downloads.ts'
import { explaining, LabError, messageOf } from '../../system/errors.ts'
import { readKubernetesYaml } from '../../system/kubernetes-yaml.ts'
import { extractPlugins } from './tools.ts'

/** A source's file on this machine, with the sha256 of what is really there. */
export interface Fetched {
  readonly file: string
  readonly from: string
  readonly sha256: string
}

/** @throws LabError `download-failed` | `checksum-mismatch` | `unreadable-catalog` */
export async function fetchSource(source: Source, cache: string, signal: AbortSignal): Promise<Fetched> {
  if ('url' in source) return { file: await download(source, cache, signal), from: source.url, sha256: source.sha256 }
  const sha256 = sha256Of(await readNamed(source.file))
  if (source.sha256 && source.sha256 !== sha256)
    throw new LabError({
      code: 'checksum-mismatch',
      title: `Cannot use ${source.file}`,
      message: `its sha256 is ${sha256}, not ${source.sha256} as the catalog says.`,
    })
  return { file: source.file, from: source.file, sha256 }
}

/** The path of one plugin program for the nodes' architecture. */
export async function fetchPlugin(
  plugins: Plugins,
  name: string,
  architecture: 'amd64' | 'arm64',
  cache: string,
  signal: AbortSignal,
): Promise<Fetched> {
  if ('folder' in plugins) {
    // `docker cp` copies a link as a link, so that the path must be the real one.
    const file = join(plugins.folder, name)
    const sha256 = sha256Of(await readNamed(file))
    return { file: await realpath(file), from: file, sha256 }
  }
  const archive = await fetchSource(plugins[architecture], cache, signal)
  const file = join(await extractPlugins(archive, cache, signal), name)
  return { ...archive, file }
}

const manifestShape = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
})

/** The Kubernetes objects of a YAML text. @throws LabError `unreadable-catalog` */
export function parseManifests(text: string, from: string): readonly Manifest[] {
  try {
    return readKubernetesYaml(text)
      .filter((object) => object !== null && object !== undefined)
      .map((object) => manifestShape.parse(object) as Manifest)
  } catch (error) {
    throw new LabError(
      {
        code: 'unreadable-catalog',
        title: `Cannot read the manifest ${from}`,
        message: messageOf(error),
      },
      { cause: error },
    )
  }
}

const readNamed = (file: string): Promise<Uint8Array> =>
  explaining(
    {
      code: 'unreadable-catalog',
      title: `Cannot read ${file}`,
      hint: 'The catalog names it: correct the path, or leave the entry out to use the pinned source.',
    },
    () => readFile(file),
  )

/** Every container image that a set of objects names, once. */
export function imagesOf(objects: readonly Manifest[]): readonly string[] {
  const images = new Set<string>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        if ((key === 'containers' || key === 'initContainers') && Array.isArray(inner))
          for (const container of inner as ({ image?: unknown } | null)[])
            if (typeof container?.image === 'string') images.add(container.image)
        visit(inner)
      }
  }
  visit(objects.filter(({ kind }) => kind !== 'CustomResourceDefinition'))
  return [...images].sort()
}
