import type { RuntimeProfile } from '../runtime.ts'
import { kindTraits } from './traits.ts'
import { diskPerCluster, memoryPerCluster } from './costs.ts'

/** Real Kubernetes: clusters made by kind in a container engine. */
export const kind: RuntimeProfile = {
  ...kindTraits,
  title: 'Kubernetes clusters (kind)',
  summary: 'Real CNIs in Docker or Podman',
  description: 'Real CNIs in disposable clusters of one control plane and two workers. Needs Docker or Podman.',
  invitation: 'Compare Flannel, Calico and Cilium',
  ipFamilies: ['ipv4', 'dual'],
  memoryPerClusterBytes: memoryPerCluster,
  diskPerClusterBytes: diskPerCluster,
  // Seen on a machine of 8 cores; what is around a turn, on one of 2.
  typical: { createMs: 105_000, turnMs: 5_000, endMs: 40_000 },
  // Assumed of a quiet machine: see docs/measuring.md.
  usualSpread: 0.07,
  limitations: ['one-kernel'],
  open: async (options, signal) => (await import('./open.ts')).openKind(options, signal),
  refusals: async (plan, machine, signal) => (await import('./refusals.ts')).kindRefusals(plan, machine, signal),
  checks: async () => (await import('./checks/index.ts')).kindChecks,
  openClusters: async (options, signal) => (await import('./open.ts')).openKindClusters(options, signal),
}
