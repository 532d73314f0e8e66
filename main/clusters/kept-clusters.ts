/**
 * `left over`: nothing alive uses it, and nobody asked to keep it. `unknown`: there is no note of it here, so that another user, or
 * this one with other folders, may be at work with it.
 */
export type ClusterState = 'in use' | 'kept' | 'left over' | 'unknown'

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

/** Clusters that outlive the program that made them, as they are on this machine, whoever made them. */
export interface KeptClusters {
  list(): Promise<readonly ClusterEntry[]>
  /** @throws LabError `unknown-name` */
  find(name: string): Promise<ClusterEntry>
  /** Path of its own kubeconfig. @throws LabError `unknown-name` */
  kubeconfig(name: string): Promise<string>
  /** Deletes one cluster. @throws LabError `unknown-name`, or `bad-usage` while something uses it */
  delete(name: string): Promise<void>
  /** Deletes what dead processes left, and what is noted of clusters that are gone. @returns the names of the deleted */
  prune(): Promise<readonly string[]>
}
