import { z } from 'zod'
import type { KubernetesApi, Manifest } from '../../clusters/cluster.ts'
import { poll } from '../../system/poll.ts'
import { namespaces } from './cases/case.ts'
import { namespaceManifest } from './fixture-manifests.ts'

const goneTimeoutMs = 60_000
const pauseMs = 500
const names = z.object({ items: z.array(z.object({ metadata: z.object({ name: z.string() }) })) })

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
  await kubernetes.delete((await Promise.all(there.map((name) => policiesIn(kubernetes, name, signal)))).flat(), signal)
  await kubernetes.delete(
    there.map((name) => namespaceManifest(name, {})),
    signal,
  )
  const observe = async () => ((await existing(kubernetes, signal)).length === 0 ? 'gone' : undefined)
  return (await poll(observe, { timeoutMs: goneTimeoutMs, pauseMs, signal })) ?? 'still there'
}

async function existing(kubernetes: KubernetesApi, signal: AbortSignal): Promise<readonly string[]> {
  const list = await kubernetes.get('/api/v1/namespaces', signal)
  const found = names.parse(JSON.parse(list ?? `{"items":[]}`)).items.map(({ metadata: { name } }) => name)
  return found.filter((name) => namespaces.includes(name) || /^cnilab-(user|own)-\d+$/.test(name))
}

/** NetworkPolicies of a namespace, as far as their deletion needs them. */
export async function policiesIn(
  kubernetes: KubernetesApi,
  namespace: string,
  signal: AbortSignal,
): Promise<readonly Manifest[]> {
  const list = await kubernetes.get(`/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`, signal)
  return names.parse(JSON.parse(list ?? '{"items":[]}')).items.map(({ metadata: { name } }) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
  }))
}
