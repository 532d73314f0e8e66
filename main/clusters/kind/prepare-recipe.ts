import type { Catalog } from '../../cnis/catalog.ts'
import type { IpFamily, KindVariant, Manifest, Recipe } from '../../cnis/recipe.ts'
import { sha256Of } from '../../system/downloads.ts'
import { readFile } from 'node:fs/promises'
import type { Exec } from '../../system/exec.ts'
import { kindConfig } from './kind-config.ts'
import { fetchPlugin, fetchSource, parseManifests, type Fetched } from './sources.ts'
import { ensureTool } from './tools.ts'

/** A recipe with everything at hand that it needs: files fetched and checked, nothing of the cluster made yet. */
export interface PreparedRecipe {
  readonly recipe: Recipe
  /** The objects to apply to a cluster of this name; none where kind installs the CNI itself. */
  readonly render: (clusterName: string, signal: AbortSignal) => Promise<readonly Manifest[]>
  readonly plugins: readonly (Fetched & { readonly name: string })[]
  readonly sources: readonly { readonly what: string; readonly from: string; readonly sha256: string }[]
  /** The same for clusters that are the same. */
  readonly hash: string
}

export interface PrepareOptions {
  readonly catalog: Catalog
  readonly ipFamily: IpFamily
  readonly cache: string
  readonly architecture: 'amd64' | 'arm64'
  readonly exec: Exec
  readonly signal: AbortSignal
}

/** @throws LabError `download-failed` | `checksum-mismatch` | `unreadable-catalog` */
export async function prepareRecipe(variant: KindVariant, options: PrepareOptions): Promise<PreparedRecipe> {
  const { catalog, ipFamily, cache, architecture, signal } = options
  const recipe = variant.recipe(catalog, ipFamily)
  const { install } = recipe
  const plugins = await Promise.all(
    recipe.nodePlugins.map(async (name) => ({
      name,
      ...(await fetchPlugin(catalog.cniPlugins, name, architecture, cache, signal)),
    })),
  )
  const source = install.by === 'runtime' ? undefined : await fetchSource(install.source, cache, signal)
  const sources = [
    ...(source ? [{ what: install.by, from: source.from, sha256: source.sha256 }] : []),
    ...plugins.map(({ name, from, sha256 }) => ({ what: `plugin ${name}`, from, sha256 })),
  ]
  const render = await renderer(recipe, source, options)
  return { recipe, render, plugins, sources, hash: await recipeHash(variant, recipe, render, sources, options) }
}

type Render = PreparedRecipe['render']

async function renderer(recipe: Recipe, source: Fetched | undefined, options: PrepareOptions): Promise<Render> {
  const { install } = recipe
  if (install.by === 'runtime' || !source) return () => Promise.resolve([])
  if (install.by === 'manifest') {
    const objects = install.patch(parseManifests(await readFile(source.file, 'utf8'), source.from))
    return () => Promise.resolve(objects)
  }
  const helm = await ensureTool('helm', options.cache, options.signal)
  return async (name, signal) => {
    const { release, namespace, values } = install
    const target = ['--namespace', namespace, '--kube-version', options.catalog.node.kubernetes]
    const args = ['template', release, source.file, ...target, '--values', '-']
    const { stdout } = await options.exec(helm, args, {
      signal,
      input: JSON.stringify(values({ name })),
      doing: `render the chart ${source.from}`,
    })
    return [...(install.beside?.() ?? []), ...parseManifests(stdout, source.from)]
  }
}

/** Charts may mint keys while they render, so that for them the inputs are hashed instead of the outcome. */
async function recipeHash(
  variant: KindVariant,
  { install, nodeModules }: Recipe,
  render: Render,
  sources: PreparedRecipe['sources'],
  { catalog, ipFamily, signal }: PrepareOptions,
): Promise<string> {
  const content = install.by === 'chart' ? install.values({ name: '' }) : await render('', signal)
  return sha256Of(
    JSON.stringify([
      variant.id,
      catalog.node,
      catalog.probes,
      kindConfig({ name: '', disableDefaultCni: install.by !== 'runtime', ipFamily }),
      nodeModules,
      sources.map(({ what, sha256 }) => [what, sha256]),
      content,
    ]),
  ).slice(0, 16)
}
