import type { Catalog } from '../cnis/catalog.ts'
import { runtimes } from '../clusters/index.ts'
import { cnis, variants } from '../cnis/index.ts'
import { hasAll, type Capability } from '../experiment/capability.ts'
import { paths, trafficPaths } from '../experiment/paths.ts'
import { isListed } from './lab-context.ts'
import { recordedProbe } from './recorded-probe.ts'
import { probes } from '../probes/index.ts'

/** Every runtime as data, with whether its clusters outlive a run. */
export const describedRuntimes = () =>
  runtimes.all().map(({ id, title, summary, description, invitation, provides, ipFamilies }) => ({
    ...{ id, title, summary, description, invitation, provides, ipFamilies },
    keepsClusters: isListed(id),
  }))

/** Every CNI as data. */
export const describedCnis = () => cnis.all().map(({ id, title, colour }) => ({ id, title, colour }))

const runtimesWith = (needs: readonly Capability[]): readonly string[] =>
  runtimes
    .all()
    .filter(({ provides }) => hasAll(provides, needs))
    .map(({ id }) => id)

/** Every path, and the runtimes that have it. */
export const describedPaths = () =>
  trafficPaths.map((id) => ({
    id,
    title: paths[id].title,
    runtimes: runtimesWith(paths[id].needs),
  }))

/** Every probe as data, and the runtimes that have what it needs. */
export const describedProbes = () =>
  probes.all().map((probe) => ({
    ...recordedProbe(probe),
    repeat: probe.repeat,
    takesPolicies: probe.takesPolicies ?? false,
    runtimes: runtimesWith(probe.needs),
    ...(probe.repeat === 'once' && { typicalMs: probe.typicalMs({ durationS: 0, requests: 0 }) }),
  }))

/** Every variant as data, with its version where it has one. */
export const describedVariants = (catalog: Catalog) =>
  variants.all().map(({ id, cni, runtime, title, needs, configured, isDefault = false }) => {
    const version = cnis.find(cni)?.version?.(catalog)
    return { id, cni, runtime, title, needs, configured, isDefault, ...(version !== undefined && { version }) }
  })

/** Where the versions come from, in words: see `chooseCatalog`. */
export const catalogWords = ({ CNILAB_CATALOG: file, TESTBED: testbed }: NodeJS.ProcessEnv): string => {
  if (file) return `the pinned versions, with what ${file} puts in their place`
  return testbed ? `the offline test bed of ${testbed}` : 'the versions pinned in this release'
}
