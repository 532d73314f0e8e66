import type { Catalog } from '../cnis/catalog.ts'
import { runtimes } from '../clusters/index.ts'
import { cnis, variants } from '../cnis/index.ts'
import { hasAll, type Capability } from '../experiment/capability.ts'
import { modeIds, modes } from '../experiment/modes.ts'
import { paths, trafficPaths } from '../experiment/paths.ts'
import { probes } from '../probes/index.ts'
import { formats } from '../reports/formats.ts'
import { describeHost } from '../system/host.ts'
import { version } from '../system/version.ts'
import { chooseCatalog } from './catalog-choice.ts'
import { isListed, type LabContext } from './lab-context.ts'
import { recordedProbe } from './recorded-probe.ts'

/** What there is to choose from, and where this lab runs, as data. */
export async function describeLab({ paths: folders, environment }: Pick<LabContext, 'paths' | 'environment'>) {
  const [catalog, host] = await Promise.all([chooseCatalog(undefined, environment), describeHost()])
  return {
    version,
    platform: process.platform,
    host: `${host.os}, ${host.cpuModel}, ${String(host.cores)} cores`,
    runtimes: describedRuntimes(),
    cnis: cnis.all().map(({ id, title, colour }) => ({ id, title, colour })),
    variants: describedVariants(catalog),
    probes: describedProbes(),
    paths: describedPaths(),
    modes: modeIds.map((id) => ({ id, ...modes[id] })),
    exports: formats.all().map(({ id, title, extension }) => ({ format: id, title, extension })),
    folders,
    catalog: catalogWords(environment),
  }
}

/** Every runtime as data, with whether its clusters outlive a run. */
export const describedRuntimes = () =>
  runtimes.all().map(({ id, title, summary, description, invitation, provides, ipFamilies }) => ({
    ...{ id, title, summary, description, invitation, provides, ipFamilies },
    keepsClusters: isListed(id),
  }))

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
    onWish: probe.onWish ?? false,
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
const catalogWords = ({ CNILAB_CATALOG: file, TESTBED: testbed }: NodeJS.ProcessEnv): string => {
  if (file) return `the pinned versions, with what ${file} puts in their place`
  return testbed ? `the offline test bed of ${testbed}` : 'the versions pinned in this release'
}
