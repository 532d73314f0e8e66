import type { Cadence } from './cadence.ts'
import { hasAll, type Capability } from './capability.ts'

/** What every probe of traffic is read on, the reference first. */
export const usualPaths = ['host-host', 'pod-pod/same-node', 'pod-pod/cross-node', 'pod-service'] as const

/** Which way traffic goes, the reference first. */
export const trafficPaths = [...usualPaths, 'pod-nodeport'] as const
export type TrafficPath = (typeof trafficPaths)[number]

/** What a probe is read on. `cluster` is no path: a probe that looks at a cluster as a whole. */
export const pathIds = [...trafficPaths, 'cluster'] as const
export type PathId = (typeof pathIds)[number]

interface PathProfile {
  readonly title: string
  readonly cadence: Cadence
  readonly needs: readonly Capability[]
}

export const paths: Readonly<Record<PathId, PathProfile>> = {
  'host-host': { title: 'Node to node, without the CNI (baseline)', cadence: 'third', needs: [] },
  'pod-pod/same-node': { title: 'Pod to Pod on the same node', cadence: 'each', needs: [] },
  'pod-pod/cross-node': { title: 'Pod to Pod on another node', cadence: 'each', needs: [] },
  'pod-service': { title: 'Pod to Service', cadence: 'each', needs: ['services'] },
  'pod-nodeport': { title: 'Pod to NodePort of another node', cadence: 'each', needs: ['services'] },
  cluster: { title: 'The cluster as a whole', cadence: 'each', needs: [] },
}

/** Of what a record calls a path; another version may have others. */
export function titleOfPath(path: string): string {
  const known = pathIds.find((id) => id === path)
  return known ? paths[known].title : path
}

/** Those of some paths that a runtime has. */
export const availablePaths = <P extends PathId>(some: readonly P[], provides: readonly Capability[]): P[] =>
  some.filter((path) => hasAll(provides, paths[path].needs))

/** The reference beside every other path, and a diagnostic of drift. */
export const referencePath = 'host-host' satisfies PathId
/** What is measured where some paths are asked for: the reference always is. */
export const measuredPaths = (asked: readonly PathId[]): readonly TrafficPath[] =>
  trafficPaths.filter((path) => path === referencePath || asked.includes(path))

/** The path of probes that look at a cluster as a whole. */
export const wholeCluster: PathId = 'cluster'
