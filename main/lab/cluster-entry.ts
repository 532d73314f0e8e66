import type { ClusterState } from '../clusters/kind/kind-clusters.ts'

/** One of the lab's clusters, as a list shows it. */
export interface ClusterEntry {
  readonly name: string
  /** Absent where there is no note of it. */
  readonly variant?: string
  readonly cni?: string
  readonly state: ClusterState
  readonly nodes: number
  readonly createdAt?: string
  /** What uses it now, or used it last. */
  readonly usedBy?: string
}
