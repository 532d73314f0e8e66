import type { InspectionContext } from '../inspection.ts'
import type { ListedPod } from './api-json.ts'
import { calicoFacts } from './calico.ts'
import { ciliumFacts } from './cilium.ts'
import type { Fact } from './datapath-record.ts'
import { flannelFacts } from './flannel.ts'

/** What the CNI's own objects and agent say. */
export async function readFacts(context: InspectionContext, pods: readonly ListedPod[]): Promise<readonly Fact[]> {
  return [...readiness(context, pods), ...(await factsOf(context, pods))]
}

function factsOf(context: InspectionContext, pods: readonly ListedPod[]): Promise<readonly Fact[]> {
  switch (context.cluster.variant.cni) {
    case 'flannel':
      return flannelFacts(context)
    case 'calico':
      return calicoFacts(context)
    case 'cilium':
      return ciliumFacts(context, pods)
    case 'kindnet':
    case 'netns':
      return Promise.resolve([])
  }
}

function readiness({ cluster }: InspectionContext, pods: readonly ListedPod[]): readonly Fact[] {
  const isReady = ({ status }: ListedPod) =>
    status.containerStatuses.length > 0 && status.containerStatuses.every(({ ready }) => ready)
  const lines = pods.map(
    (pod) => `${pod.metadata.name} on ${pod.spec.nodeName ?? '?'}: ${isReady(pod) ? 'ready' : 'not ready'}`,
  )
  const ready = pods.filter(isReady).length
  return [
    {
      about: 'ready',
      by: 'agent',
      what: 'Agents ready',
      value: `${String(ready)} of ${String(cluster.nodes.length)} nodes`,
      excerpt: lines.join('\n'),
      source: '/api/v1/pods',
    },
  ]
}
