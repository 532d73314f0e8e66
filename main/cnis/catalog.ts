import { z } from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const image = z.string().regex(/^[\w][\w.:/@-]*$/, 'not an image reference')

/** Bytes from a URL, pinned by sha256, or from a file of this machine. */
export const sourceSchema = z.union([
  z.strictObject({ url: z.url(), sha256 }),
  z.strictObject({ file: z.string(), sha256: sha256.optional() }),
])
export type Source = z.infer<typeof sourceSchema>

/** Plugins of the CNI project: an archive per architecture, or a folder that holds the programs. */
const plugins = z.union([
  z.strictObject({ version: z.string(), amd64: sourceSchema, arm64: sourceSchema }),
  z.strictObject({ version: z.string(), folder: z.string() }),
])
export type Plugins = z.infer<typeof plugins>

/** What clusters are made from whatever their CNI. */
export const commonShape = {
  /** kind's node image and the Kubernetes version in it. */
  node: z.strictObject({ image, kubernetes: z.string().regex(/^v\d+\.\d+\.\d+$/) }),
  /** Images of probe Pods, by what they are for. */
  probes: z.strictObject({ client: image, 'http-server': image }),
  cniPlugins: plugins,
}
type Common = z.infer<z.ZodObject<typeof commonShape>>

/** Where everything that clusters are made from comes from; the entry of a CNI stands under its id. */
export type Catalog = Readonly<Common> & Readonly<Record<string, unknown>>

/** What a CNI is made from: its version and its files. */
export interface CniSources<S extends { readonly version: string } = { readonly version: string }> {
  /** Its entry of a catalog. */
  readonly schema: z.ZodType<S>
  /** What a machine with a network downloads. */
  readonly pinned: S
  /** Its entry, from what an offline test bed says of it. */
  readonly ofTestbed: z.ZodType<S>
  /** Its entry of a catalog that was read and checked. */
  of(catalog: Catalog): S
}

export const cniSources = <S extends { readonly version: string }>(
  cni: string,
  sources: Omit<CniSources<S>, 'of'>,
): CniSources<S> => ({ ...sources, of: (catalog) => sources.schema.parse(catalog[cni]) })
