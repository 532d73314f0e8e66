import { calico } from '../../cnis/calico/index.ts'
import { cilium } from '../../cnis/cilium/index.ts'
import { flannel } from '../../cnis/flannel/index.ts'
import type { ProbeContext } from '../probe.ts'
import type { ListedPod } from './api-json.ts'
import { calicoStatements } from './calico.ts'
import { ciliumStatements } from './cilium.ts'
import type { Statement } from './record.ts'
import { flannelStatements } from './flannel.ts'

/** What the CNI's own objects and agent say. */
export async function readStatements(context: ProbeContext, pods: readonly ListedPod[]): Promise<readonly Statement[]> {
  return [...readiness(context, pods), ...(await statementsOf(context, pods))]
}

type ReadStatements = (context: ProbeContext, pods: readonly ListedPod[]) => Promise<readonly Statement[]>

/** Of the CNIs that have objects or an agent that tells. */
const readers: ReadonlyMap<string, ReadStatements> = new Map([
  [flannel.id, flannelStatements],
  [calico.id, calicoStatements],
  [cilium.id, ciliumStatements],
])

const statementsOf: ReadStatements = async (context, pods) =>
  (await readers.get(context.cluster.variant.cni)?.(context, pods)) ?? []

function readiness({ cluster }: ProbeContext, pods: readonly ListedPod[]): readonly Statement[] {
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
