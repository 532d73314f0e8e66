import { z } from 'zod'
import { nameSchema } from '../../experiment/spec.ts'
import { createClusterTask, deleteClusterTask, openClusters, pruneTask } from '../../lab/cluster-tasks.ts'
import { shellQuote } from '../../system/exec.ts'
import type { Domain } from './handlers.ts'
import { nothing } from './input-parts.ts'

const ofCluster = z.strictObject({
  name: z.string().regex(/^cnilab-[a-z0-9-]{1,64}$/, 'not the name of a cluster of the lab'),
})

export const clusterCalls: Domain<'cluster'> = {
  inputs: {
    'cluster:list': nothing,
    'cluster:create': z.strictObject({ variant: nameSchema }),
    'cluster:delete': ofCluster,
    'cluster:prune': nothing,
    'cluster:access': ofCluster,
    'cluster:terminal': ofCluster,
  },
  handlers: (service) => {
    const { tasks } = service
    const kubeconfigOf = async (name: string, signal: AbortSignal) =>
      (await openClusters(service, signal)).kubeconfig(name)
    return {
      'cluster:list': async (_, signal) => (await openClusters(service, signal)).list(),
      'cluster:create': ({ variant }) => ({ taskId: tasks.start(createClusterTask(variant, service)) }),
      'cluster:delete': ({ name }) => ({ taskId: tasks.start(deleteClusterTask(name, service)) }),
      'cluster:prune': () => ({ taskId: tasks.start(pruneTask(service)) }),
      'cluster:access': async ({ name }, signal) => {
        const kubeconfig = await kubeconfigOf(name, signal)
        return {
          kubeconfig,
          exportCommand: shellQuote('export', [`KUBECONFIG=${kubeconfig}`]),
          shellCommand: shellQuote('cnilab', ['clusters', 'shell', name]),
        }
      },
      'cluster:terminal': async ({ name }, signal) => {
        const { openTerminal } = await import('../../lab/open-terminal.ts')
        await openTerminal(name, await kubeconfigOf(name, signal))
        return undefined
      },
    }
  },
}
