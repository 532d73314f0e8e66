import { variants } from '../cnis/index.ts'
import { LabError } from '../system/errors.ts'
import { isListed, type ClusterLab } from './lab-context.ts'
import { alone } from './machine-lock.ts'
import { openListed, openRuntime } from './runtimes.ts'
import type { TaskPlan } from './tasks/task-runner.ts'

/** A cluster of a variant, made and kept. @throws LabError `unknown-name` | `bad-usage` at once */
export function createClusterTask(id: string, { paths, environment, news, machine }: ClusterLab): TaskPlan {
  const variant = variants.get(id)
  if (!isListed(variant.runtime))
    throw new LabError({
      code: 'bad-usage',
      title: `Cannot keep a cluster of ${id}`,
      message: 'clusters of its runtime live only as long as the run that made them.',
      hint: `Each run makes its own: cnilab run --variants ${id}`,
    })
  return alone(paths, {
    kind: 'cluster-create',
    title: `a cluster of ${id}`,
    subject: { variant: id },
    keepClusters: true,
    work: async (task) => {
      const { chooseCatalog } = await import('./catalog-choice.ts')
      try {
        const { engine, catalog: file } = await machine()
        const catalog = await chooseCatalog(file, environment)
        const options = { paths, catalog, engine, keep: () => true, viaSudo: false }
        const runtime = await openRuntime(variant.runtime, options, task.signal)
        await task.steps(null).step('Checking this machine', () => runtime.preflight([variant], task.signal), 'other')
        const steps = task.steps(id)
        const cluster = await runtime.acquire(variant, { signal: task.signal, steps, owner: `a new cluster of ${id}` })
        // Kept, and from then on nobody's: a lab that lives on must not hold it.
        await cluster.close()
        task.about({ cluster: cluster.name })
        task.log(id, `ready as ${cluster.name}`)
      } finally {
        news.clustersChanged()
      }
    },
  })
}

export const deleteClusterTask = (name: string, lab: ClusterLab): TaskPlan =>
  alone(lab.paths, {
    kind: 'cluster-delete',
    title: `deleting ${name}`,
    subject: { cluster: name },
    work: async (task) => {
      const clusters = await openClusters(lab, task.signal)
      try {
        await task.steps(null).step(`Deleting ${name}`, () => clusters.delete(name), 'delete')
      } finally {
        lab.news.clustersChanged()
      }
    },
  })

/** Deletes every cluster that an interrupted run left. */
export const pruneTask = (lab: ClusterLab): TaskPlan =>
  alone(lab.paths, {
    kind: 'cluster-prune',
    title: 'deleting what interrupted runs left',
    work: async (task) => {
      const clusters = await openClusters(lab, task.signal)
      try {
        const deleted = await task.steps(null).step('Deleting leftovers', () => clusters.prune(), 'delete')
        for (const name of deleted) task.log(null, `Deleted ${name}.`)
        if (deleted.length === 0) task.log(null, 'Nothing was left over.')
      } finally {
        lab.news.clustersChanged()
      }
    },
  })

/** The lab's clusters, through the engine that is set. @throws LabError `no-engine` | `download-failed` */
export async function openClusters({ paths, machine }: Pick<ClusterLab, 'paths' | 'machine'>, signal: AbortSignal) {
  const { engine } = await machine()
  return openListed({ paths, engine }, signal)
}
