import { chooseCatalog } from '../../lab/catalog-choice.ts'
import {
  catalogWords,
  describedCnis,
  describedPaths,
  describedProbes,
  describedRuntimes,
  describedVariants,
} from '../../lab/describe-lab.ts'
import { modeIds, modes } from '../../experiment/modes.ts'
import { formats } from '../../reports/formats.ts'
import { describeHost } from '../../system/host.ts'
import { version } from '../../system/version.ts'
import type { Domain } from './handlers.ts'
import { nothing } from './input-parts.ts'

export const labCalls: Domain<'lab'> = {
  inputs: { 'lab:describe': nothing },
  handlers: ({ paths, environment }) => ({
    'lab:describe': async () => {
      const [catalog, host] = await Promise.all([chooseCatalog(undefined, environment), describeHost()])
      return {
        version,
        platform: process.platform,
        host: `${host.os}, ${host.cpuModel}, ${String(host.cores)} cores`,
        runtimes: describedRuntimes(),
        cnis: describedCnis(),
        variants: describedVariants(catalog),
        probes: describedProbes(),
        paths: describedPaths(),
        modes: modeIds.map((id) => ({ id, ...modes[id] })),
        exports: formats.all().map(({ id, title, extension }) => ({ format: id, title, extension })),
        folders: paths,
        catalog: catalogWords(environment),
      }
    },
  }),
}
