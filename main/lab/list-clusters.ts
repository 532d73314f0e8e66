import { variants } from '../cnis/index.ts'
import type { KindClusters, LabCluster } from '../clusters/kind/kind-clusters.ts'
import { usedBy } from '../clusters/kind/cluster-files.ts'
import type { ClusterEntry } from './cluster-entry.ts'

/** The lab's clusters, as a list shows them. @throws LabError `no-engine` */
export const listClusters = async (clusters: Pick<KindClusters, 'list'>): Promise<readonly ClusterEntry[]> =>
  (await clusters.list()).map(clusterEntry)

function clusterEntry({ name, state, nodes, note }: LabCluster): ClusterEntry {
  if (!note) return { name, state, nodes }
  const { variant, createdAt } = note
  const cni = variants.find(variant)?.cni
  const user = usedBy(note)
  return { name, state, nodes, variant, createdAt, ...(cni && { cni }), ...(user !== undefined && { usedBy: user }) }
}
