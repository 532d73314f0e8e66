import type { Statement, Teller } from '../../cnis/own-tools.ts'
import { getJson, inAgent, profileOf, type ListedPod } from '../kubernetes-api.ts'
import type { ProbeContext } from '../probe.ts'
import { runOnNode } from './node-state.ts'

/** What the CNI's own objects and agent say. */
export async function readStatements(context: ProbeContext, pods: readonly ListedPod[]): Promise<Statement[]> {
  const said = [readiness(context, pods)]
  for (const teller of profileOf(context).tools?.tellers ?? []) said.push(...(await ask(context, pods, teller)))
  return said
}

async function ask(
  context: ProbeContext,
  [agent]: readonly ListedPod[],
  teller: Teller,
): Promise<readonly Statement[]> {
  const { part } = teller
  if ('path' in teller) return (await getJson(context, part, teller.path, teller.says)) ?? []
  if ('inAgent' in teller) {
    const output = agent && (await inAgent(context, agent, part, teller.inAgent))
    return output?.exitCode === 0 ? teller.says(output.stdout, agent?.metadata.name ?? '') : []
  }
  const worker = context.cluster.nodes.find(({ role }) => role === 'worker')
  const output = worker && (await runOnNode(context, worker.name, part, teller.onNode))
  return output?.exitCode === 0 ? teller.says(output.stdout, worker?.name ?? '') : []
}

function readiness({ cluster }: ProbeContext, pods: readonly ListedPod[]): Statement {
  const isReady = ({ status }: ListedPod) =>
    status.containerStatuses.length > 0 && status.containerStatuses.every(({ ready }) => ready)
  const lines = pods.map(
    (pod) => `${pod.metadata.name} on ${pod.spec.nodeName ?? '?'}: ${isReady(pod) ? 'ready' : 'not ready'}`,
  )
  return {
    by: 'agent',
    what: 'Agents ready',
    value: `${String(pods.filter(isReady).length)} of ${String(cluster.nodes.length)} nodes`,
    excerpt: lines.join('\n'),
    source: '/api/v1/pods',
  }
}
