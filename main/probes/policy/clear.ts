import type { KubernetesApi, Manifest } from '../../clusters/cluster.ts'
import { namespaceManifest } from '../../clusters/kubernetes/manifests.ts'
import { poll } from '../../system/poll.ts'
import { namesAt } from './api-objects.ts'

const goneTimeoutMs = 60_000
const pauseMs = 500

/**
 * Removes everything that a check of policies makes, also what an earlier one that broke has left: policies first, so that nothing is
 * enforced any longer, whatever becomes of the namespaces. Returns when all is gone, or when the time for that is over.
 */
export async function clearAll(
  kubernetes: KubernetesApi,
  clusterWide: readonly Manifest[],
  signal: AbortSignal,
): Promise<'gone' | 'still there'> {
  await kubernetes.delete(clusterWide, signal)
  const there = await existing(kubernetes, signal)
  await kubernetes.delete(await policiesIn(kubernetes, there, signal), signal)
  await kubernetes.delete(
    there.map((name) => namespaceManifest(name)),
    signal,
  )
  const observe = async () => ((await existing(kubernetes, signal)).length === 0 ? 'gone' : undefined)
  return (await poll(observe, { timeoutMs: goneTimeoutMs, pauseMs, signal })) ?? 'still there'
}

async function existing(kubernetes: KubernetesApi, signal: AbortSignal): Promise<readonly string[]> {
  const found = await namesAt(kubernetes, '/api/v1/namespaces', signal)
  return found.filter((name) => /^cnilab-([xyz]\d*|(user|own)-\d+)$/.test(name))
}

/** NetworkPolicies of these namespaces, as far as their deletion needs them. */
export async function policiesIn(
  kubernetes: KubernetesApi,
  of: readonly string[],
  signal: AbortSignal,
): Promise<readonly Manifest[]> {
  const lists = of.map(async (namespace) => {
    const path = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`
    return (await namesAt(kubernetes, path, signal)).map((name) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace },
    }))
  })
  return (await Promise.all(lists)).flat()
}
