import type { Catalog } from '../cnis/catalog.ts'
import { defaultVariants, variants } from '../cnis/index.ts'
import type { CniId, RuntimeId } from '../cnis/variant.ts'
import { inspections } from '../probes/index.ts'
import { pathIds, type PathId } from '../probes/probe.ts'

/** The version of a CNI that the catalog in force has; kindnet comes with the node image. */
export function cniVersion(catalog: Catalog, cni: CniId): string | undefined {
  switch (cni) {
    case 'kindnet':
      return catalog.node.kubernetes
    case 'flannel':
    case 'calico':
    case 'cilium':
      return catalog[cni].version
    case 'netns':
      return undefined
  }
}

const pathTitles: Readonly<Record<PathId, string>> = {
  'host-host': 'Node to node, without the CNI (baseline)',
  'pod-pod/same-node': 'Pod to Pod on the same node',
  'pod-pod/cross-node': 'Pod to Pod on another node',
  'pod-service': 'Pod to Service',
}

const runtimesOf = (path: PathId): readonly RuntimeId[] => (path === 'pod-service' ? ['kind'] : ['kind', 'netns'])

/** Every path, and the runtimes that have it. */
export const describedPaths = pathIds.map((id) => ({ id, title: pathTitles[id], runtimes: runtimesOf(id) }))

/** Every inspection as data, and the runtimes that have what it needs. */
export const describedInspections = inspections.map(({ id, title, question, needs, typicalMs }) => ({
  id,
  title,
  question,
  typicalMs,
  runtimes: (needs ? ['kind'] : ['kind', 'netns']) satisfies readonly RuntimeId[],
}))

/** Every variant as data, with its version where it has one. */
export const describedVariants = (catalog: Catalog) =>
  variants.map(({ id, cni, runtime, title, needs, configured }) => {
    const version = cniVersion(catalog, cni)
    const isDefault = defaultVariants(runtime).some((each) => each.id === id)
    return { id, cni, runtime, title, needs, configured, isDefault, ...(version !== undefined && { version }) }
  })

/** Where the versions come from, in words: see `chooseCatalog`. */
export const catalogWords = ({ CNILAB_CATALOG: file, TESTBED: testbed }: NodeJS.ProcessEnv): string => {
  if (file) return `the pinned versions, with what ${file} puts in their place`
  return testbed ? `the offline test bed of ${testbed}` : 'the versions pinned in this release'
}
