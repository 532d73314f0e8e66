import { getText, inAgent, profileOf, type ListedPod } from '../kubernetes-api.ts'
import type { ProbeContext } from '../probe.ts'
import { distinctFlows } from './distinct-flows.ts'
import { linesOfFlow } from './read-logs.ts'
import { readCounters } from './read-metrics.ts'
import type { End, ObservabilityRecord } from './record.ts'

const logSeconds = 120
const shownLines = 6

/** What the agents' flow log shows of these addresses, the client's first: each agent holds what its node saw. */
export async function observeFlows(
  context: ProbeContext,
  pods: readonly ListedPod[],
  addresses: readonly [client: string, ...others: string[]],
  sinceMs: number,
): Promise<ObservabilityRecord['flows']> {
  const { flowLog } = profileOf(context).tools ?? {}
  if (!flowLog) return undefined
  // Relative to the node's own clock: flows of before this reading are not its own.
  const command = flowLog.command(addresses[0], Math.ceil((Date.now() - sinceMs) / 1000))
  const outputs = []
  for (const pod of pods) outputs.push(await inAgent(context, pod, `flows of ${pod.spec.nodeName ?? ''}`, command))
  return {
    tool: flowLog.tool,
    source: `${command.join(' ')} in the agents`,
    answered: outputs.some(({ exitCode }) => exitCode === 0),
    list: distinctFlows(
      outputs.flatMap(({ stdout }) => flowLog.read(stdout)),
      addresses,
    ),
  }
}

/** Where counters are asked for; empty where the CNI is known to have none. */
export function metricsSource(context: ProbeContext): string {
  const { agent, tools } = profileOf(context)
  if (agent?.metricsPort === undefined) return ''
  const offered = `http://<node>:${String(agent.metricsPort)}/metrics`
  return tools?.counters ? `${offered}, ${tools.counters.command.join(' ')}` : offered
}

/** All counters that tell of flows, of the agents on both nodes; undefined where none answers. */
export async function observeMetrics(
  context: ProbeContext,
  pods: readonly ListedPod[],
  when: 'before' | 'after',
): Promise<ReadonlyMap<string, number> | undefined> {
  const found = new Map<string, number>()
  for (const pod of pods) {
    const node = pod.spec.nodeName ?? ''
    for (const [counter, value] of readCounters(await countersOf(context, pod, `metrics ${when} on ${node}`)))
      found.set(`${node}: ${counter}`, value)
  }
  return found.size > 0 ? found : undefined
}

/** In the text format of Prometheus: from the agent's port, else by its own command. */
async function countersOf(context: ProbeContext, pod: ListedPod, part: string): Promise<string> {
  const { agent, tools } = profileOf(context)
  const host = context.probePods.pods.get('host-client')
  if (agent?.metricsPort === undefined || !host) return ''
  const url = `http://${pod.status.podIP ?? ''}:${String(agent.metricsPort)}/metrics`
  const command = ['curl', '-s', '-f', '--max-time', '3', url]
  const scraped = await context.record(part, command, () => host.exec(command, context))
  if (scraped.exitCode === 0) return scraped.stdout
  const listed = tools?.counters && (await inAgent(context, pod, part, tools.counters.command))
  return listed?.exitCode === 0 ? (tools?.counters?.read(listed.stdout) ?? '') : ''
}

/** What the agents wrote since the flows, where a line names both ends. */
export async function observeLogs(
  context: ProbeContext,
  pods: readonly ListedPod[],
  pairs: readonly (readonly End[])[],
): Promise<ObservabilityRecord['logs']> {
  const { agent } = profileOf(context)
  if (!agent) return { source: '', linesRead: 0, lines: [] }
  const query = `container=${agent.container}&sinceSeconds=${String(logSeconds)}&limitBytes=2000000`
  const texts = await Promise.all(
    pods.map(({ metadata: { name, namespace } }) =>
      getText(context, `log of ${name}`, `/api/v1/namespaces/${namespace}/pods/${name}/log?${query}`),
    ),
  )
  const log = texts.flatMap((text) => text ?? []).join('\n')
  return {
    source: `logs of ${pods.map(({ metadata }) => metadata.name).join(', ')}`,
    linesRead: log.split('\n').filter((line) => line !== '').length,
    lines: linesOfFlow(log, pairs).slice(0, shownLines),
  }
}
