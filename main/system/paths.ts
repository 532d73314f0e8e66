import { join } from 'node:path'
import envPaths from 'env-paths'

/** Where this program keeps things. Everything it writes, but for reports, is below these folders. */
export interface Paths {
  /** Runs, clusters' kubeconfigs: what a user would miss. */
  readonly data: string
  /** Downloads: what can be fetched again. */
  readonly cache: string
}

/** The platform's own folders, or those below `CNILAB_HOME` when it is set. */
export function defaultPaths(environment: NodeJS.ProcessEnv = process.env): Paths {
  const home = environment.CNILAB_HOME
  if (home) return { data: join(home, 'data'), cache: join(home, 'cache') }
  const { data, cache } = envPaths('cnilab', { suffix: '' })
  return { data, cache }
}

export const databaseFile = (paths: Paths): string => join(paths.data, 'lab.sqlite')
export const clustersFolder = (paths: Paths): string => join(paths.data, 'clusters')
