import type { ClusterEntry } from '../../../main/clusters/kept-clusters.ts'
import type { Task } from '../../../main/lab/tasks/task.ts'
import { isActive } from '../../composables/tasks.ts'

/** A cluster with what is being done to it. */
export interface ClusterRow {
  readonly cluster: ClusterEntry
  /** The task that deletes it, or the one that failed to. */
  readonly task?: Task
  /** Why it cannot be deleted now. */
  readonly kept?: string
}

/** By name; of several tasks the newest counts, and of those that have ended only what failed. */
export const clusterRows = (clusters: readonly ClusterEntry[], tasks: readonly Task[]): readonly ClusterRow[] =>
  clusters
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map((cluster) => {
      const task = newest(
        tasks.filter(({ kind, subject }) => kind === 'cluster-delete' && subject.cluster === cluster.name),
      )
      const isTold = task !== undefined && (isActive(task) || task.state === 'failed')
      return {
        cluster,
        ...(isTold && { task }),
        ...(cluster.state === 'in use' && { kept: `In use by ${cluster.usedBy ?? 'another process'}.` }),
      }
    })

/** Tasks to be shown beside the table: those at work on no cluster that is in it yet, and the last that failed. */
export function panelTasks(tasks: readonly Task[], dismissed: ReadonlySet<string>): readonly Task[] {
  const own = tasks.filter(
    ({ kind, id }) => (kind === 'cluster-create' || kind === 'cluster-prune') && !dismissed.has(id),
  )
  const failed = newest(own.filter(({ state }) => state === 'failed'))
  return own.filter((task) => isActive(task) || task === failed)
}

const newest = (tasks: readonly Task[]): Task | undefined => tasks.toSorted((a, b) => b.createdAtMs - a.createdAtMs)[0]

export const stateTones = {
  'in use': 'accent',
  kept: 'good',
  'left over': 'warn',
  unknown: 'neutral',
} as const satisfies Record<ClusterEntry['state'], string>

export const stateHints: Readonly<Record<ClusterEntry['state'], string>> = {
  'in use': 'A run, or another command of the lab, works with it.',
  kept: 'Kept for later runs of the same variant.',
  'left over': 'Nothing uses it, and nobody asked to keep it.',
  unknown: 'The lab has no note of it here: somebody else may be at work with it.',
}

/** What to ask before a cluster is deleted. */
export function deletionOf(
  name: string,
  clusters: readonly ClusterEntry[],
): { readonly title: string; readonly text: string } {
  const isUnknown = clusters.find((cluster) => cluster.name === name)?.state === 'unknown'
  const text = 'Its nodes and everything in it go. Runs and their results stay.'
  return { title: `Delete ${name}?`, text: isUnknown ? `${stateHints.unknown} ${text}` : text }
}
