import { runtimes } from '../clusters/index.ts'
import type { KeptClusters } from '../clusters/kept-clusters.ts'
import { variants } from '../cnis/index.ts'
import { LabError } from '../system/errors.ts'
import { isListed, type ClusterLab } from './lab-context.ts'
import { alone } from './machine-lock.ts'
import type { TaskPlan } from './tasks/task-runner.ts'

/** A task that changes which clusters there are, or their state. */
const clusterTask = ({ paths, tell }: ClusterLab, plan: TaskPlan): TaskPlan =>
  alone(paths, {
    ...plan,
    work: async (task) => {
      try {
        await plan.work(task)
      } finally {
        tell({ name: 'clusters:changed', payload: null })
      }
    },
  })

/** A cluster of a variant, made and kept. @throws LabError `unknown-name` | `bad-usage` at once */
export function createClusterTask(id: string, lab: ClusterLab): TaskPlan {
  const variant = variants.get(id)
  if (!isListed(variant.runtime))
    throw new LabError({
      code: 'bad-usage',
      title: `Cannot keep a cluster of ${id}`,
      message: 'clusters of its runtime live only as long as the run that made them.',
      hint: `Each run makes its own: cnilab run --variants ${id}`,
    })
  return clusterTask(lab, {
    kind: 'cluster-create',
    title: `a cluster of ${id}`,
    subject: { variant: id },
    keepClusters: true,
    work: async (task) => {
      const { chooseCatalog } = await import('./catalog-choice.ts')
      const { engine, catalog: file } = await lab.machine()
      const catalog = await chooseCatalog(file, lab.environment)
      const options = { paths: lab.paths, catalog, engine, keep: () => true, viaSudo: false }
      const runtime = await runtimes.get(variant.runtime).open(options, task.signal)
      await task.steps(null).step('Checking this machine', () => runtime.preflight([variant], task.signal), 'other')
      const steps = task.steps(id)
      const cluster = await runtime.acquire(variant, { signal: task.signal, steps, owner: `a new cluster of ${id}` })
      // Kept, and from then on nobody's: a lab that lives on must not hold it.
      await cluster.close()
      task.about({ cluster: cluster.name })
      task.log(id, `ready as ${cluster.name}`)
    },
  })
}

export const deleteClusterTask = (name: string, lab: ClusterLab): TaskPlan =>
  clusterTask(lab, {
    kind: 'cluster-delete',
    title: `deleting ${name}`,
    subject: { cluster: name },
    work: async (task) => {
      const clusters = await openClusters(lab, task.signal)
      await task.steps(null).step(`Deleting ${name}`, () => clusters.delete(name), 'delete')
    },
  })

/** Deletes every cluster that an interrupted run left. */
export const pruneTask = (lab: ClusterLab): TaskPlan =>
  clusterTask(lab, {
    kind: 'cluster-prune',
    title: 'deleting what interrupted runs left',
    work: async (task) => {
      const clusters = await openClusters(lab, task.signal)
      const deleted = await task.steps(null).step('Deleting leftovers', () => clusters.prune(), 'delete')
      for (const name of deleted) task.log(null, `Deleted ${name}.`)
      if (deleted.length === 0) task.log(null, 'Nothing was left over.')
    },
  })

/** Clusters that outlive the program that made them, through the engine that is set. @throws LabError `no-engine` */
export async function openClusters(
  { paths, machine }: Pick<ClusterLab, 'paths' | 'machine'>,
  signal: AbortSignal,
): Promise<KeptClusters> {
  const { engine } = await machine()
  for (const { openClusters: open } of runtimes.all()) if (open) return open({ paths, engine }, signal)
  throw new LabError({
    code: 'bad-usage',
    title: 'Cannot list clusters',
    message: 'no runtime has clusters that outlive the program that made them.',
  })
}
