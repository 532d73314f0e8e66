import { createClusterTask, deleteClusterTask, openClusters, pruneTask } from '../../lab/cluster-tasks.ts'
import { shellQuote } from '../../system/exec.ts'
import type { HandlersOf } from './handlers.ts'

export const clusterHandlers: HandlersOf<'cluster'> = (service) => {
  const { tasks } = service
  const kubeconfigOf = async (name: string, signal: AbortSignal) => {
    const clusters = await openClusters(service, signal)
    return clusters.kubeconfig((await clusters.find(name)).name)
  }
  return {
    'cluster:list': async (_, signal) => {
      const { listClusters } = await import('../../lab/list-clusters.ts')
      return listClusters(await openClusters(service, signal))
    },
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
}
