import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { LabError } from '../system/errors.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const image = z.string().regex(/^[\w][\w.:/@-]*$/, 'not an image reference')

/** Bytes from a URL, pinned by sha256, or from a file of this machine. */
const source = z.union([
  z.strictObject({ url: z.url(), sha256 }),
  z.strictObject({ file: z.string(), sha256: sha256.optional() }),
])
export type Source = z.infer<typeof source>

/** Plugins of the CNI project: an archive per architecture, or a folder that holds the programs. */
const plugins = z.union([
  z.strictObject({ version: z.string(), amd64: source, arm64: source }),
  z.strictObject({ version: z.string(), folder: z.string() }),
])
export type Plugins = z.infer<typeof plugins>

const catalogShape = {
  /** kind's node image and the Kubernetes version in it. */
  node: z.strictObject({ image, kubernetes: z.string().regex(/^v\d+\.\d+\.\d+$/) }),
  /** Images of probe Pods, by what they are for. */
  probes: z.strictObject({ client: image, 'http-server': image }),
  cniPlugins: plugins,
  flannel: z.strictObject({ version: z.string(), manifest: source }),
  /** `manifest` is the one with BGP. */
  calico: z.strictObject({ version: z.string(), manifest: source, manifestVxlan: source }),
  cilium: z.strictObject({
    version: z.string(),
    chart: source,
    /** Chart values on top of the variant's own. */
    values: z.record(z.string(), z.json()),
  }),
}

const catalogSchema = z.strictObject(catalogShape)
/** Where everything that clusters are made from comes from. */
export type Catalog = z.infer<typeof catalogSchema>

const overridesSchema = catalogSchema.partial()
export type CatalogOverrides = z.infer<typeof overridesSchema>

/** The catalog with some of its entries replaced, each as a whole. */
export const withOverrides = (catalog: Catalog, overrides: CatalogOverrides): Catalog => ({ ...catalog, ...overrides })

/**
 * Reads a catalog file (JSON); paths in it are relative to its folder.
 * @throws LabError `unreadable-catalog`
 */
export async function readCatalogFile(file: string): Promise<CatalogOverrides> {
  const unreadable = (message: string, cause?: unknown) =>
    new LabError(
      {
        code: 'unreadable-catalog',
        title: `Cannot read the catalog ${file}`,
        message,
        hint: 'docs/catalog.md shows what a catalog holds.',
      },
      { cause },
    )
  let json: unknown
  try {
    json = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error), error)
  }
  const parsed = overridesSchema.safeParse(json)
  if (!parsed.success) throw unreadable(z.prettifyError(parsed.error).replaceAll('\n', ' '))
  return absolute(parsed.data, dirname(resolve(file)))
}

function absolute(overrides: CatalogOverrides, folder: string): CatalogOverrides {
  const resolved = JSON.parse(JSON.stringify(overrides), (key, value: unknown) =>
    (key === 'file' || key === 'folder') && typeof value === 'string' ? resolve(folder, value) : value,
  ) as CatalogOverrides
  // What the chart's values call a file is not a path of this machine.
  const values = overrides.cilium?.values
  return resolved.cilium && values ? { ...resolved, cilium: { ...resolved.cilium, values } } : resolved
}
