import { z } from 'zod'
import { cilium } from '../../cnis/cilium/index.ts'
import { jsonOf } from '../../system/json.ts'
import { agentOf, getText, type ListedPod } from '../datapath/api-json.ts'
import { inAgent } from '../datapath/cilium.ts'
import type { ProbeContext } from '../probe.ts'
import type { End, ObservabilityRecord } from './record.ts'
import { linesOfFlow } from './read-logs.ts'
import { distinctFlows, readFlows } from './read-flows.ts'
import { readCounters } from './read-metrics.ts'

type Counters = ReadonlyMap<string, number>

const logSeconds = 120
const shownLines = 6

/** Hubble's flow log in the agents: each holds what its node saw. */
export async function observeFlows(
  context: ProbeContext,
  pods: readonly ListedPod[],
  addresses: readonly string[],
  sinceMs: number,
): Promise<ObservabilityRecord['flows']> {
  if (context.cluster.variant.cni !== cilium.id) return undefined
  const [client = ''] = addresses
  // Relative to the node's own clock: flows of before this reading are not its own.
  const since = `${String(Math.ceil((Date.now() - sinceMs) / 1000))}s`
  const argv = ['hubble', 'observe', '--since', since, '--last', '1000', '--ip', client, '-o', 'json']
  const outputs = []
  for (const pod of pods) outputs.push(await inAgent(context, pod, `flows of ${pod.spec.nodeName ?? ''}`, argv))
  return {
    tool: 'hubble',
    source: `${argv.join(' ')} in the agents`,
    answered: outputs.some(({ exitCode }) => exitCode === 0),
    list: [...distinctFlows(outputs.flatMap(({ stdout }) => readFlows(stdout, addresses)))],
  }
}

export function metricsSource(context: ProbeContext): string {
  const port = agentOf(context)?.metricsPort
  if (port === undefined) return ''
  const also = context.cluster.variant.cni === cilium.id ? ', cilium-dbg metrics list -o json' : ''
  return `http://<node>:${String(port)}/metrics${also}`
}

/** All counters that tell of flows, of the agents on both nodes; undefined where none answers. */
export async function observeMetrics(
  context: ProbeContext,
  pods: readonly ListedPod[],
  when: 'before' | 'after',
): Promise<Counters | undefined> {
  const { cni } = context.cluster.variant
  const port = agentOf(context)?.metricsPort
  if (port === undefined) return undefined
  const host = context.probePods.pods.get('host-client')
  const found = new Map<string, number>()
  for (const pod of pods) {
    const node = pod.spec.nodeName ?? ''
    const url = `http://${pod.status.podIP ?? ''}:${String(port)}/metrics`
    const command = ['curl', '-s', '-f', '--max-time', '3', url]
    const scraped =
      host && (await context.record(`metrics ${when} on ${node}`, command, () => host.exec(command, context)))
    if (scraped?.exitCode === 0) add(found, node, readCounters(scraped.stdout))
    else if (cni === cilium.id) {
      const listed = await inAgent(context, pod, `metrics ${when} on ${node}`, [
        'cilium-dbg',
        'metrics',
        'list',
        '-o',
        'json',
      ])
      if (listed.exitCode === 0) add(found, node, readListed(listed.stdout))
    }
  }
  return found.size > 0 ? found : undefined
}

function add(found: Map<string, number>, node: string, counters: Counters): void {
  for (const [counter, value] of counters) found.set(`${node}: ${counter}`, value)
}

/** `cilium-dbg metrics list -o json`, as counters of the text format. Never throws. */
export function readListed(output: string): Counters {
  const parsed = listSchema.safeParse(jsonOf(output))
  if (!parsed.success) return new Map()
  return readCounters(
    parsed.data
      .map(({ name, labels, value }) => {
        const text = Object.entries(labels).map(([key, label]) => `${key}="${label}"`)
        return `${name}${text.length > 0 ? `{${text.join(',')}}` : ''} ${String(value)}`
      })
      .join('\n'),
  )
}

/** What the agents wrote since the flows, where a line names both ends. */
export async function observeLogs(
  context: ProbeContext,
  pods: readonly ListedPod[],
  pairs: readonly (readonly End[])[],
): Promise<ObservabilityRecord['logs']> {
  const agent = agentOf(context)
  if (!agent) return { source: '', linesRead: 0, lines: [] }
  const texts = await Promise.all(
    pods.map(({ metadata: { name, namespace } }) =>
      getText(
        context,
        `log of ${name}`,
        `/api/v1/namespaces/${namespace}/pods/${name}/log?container=${agent.container}&sinceSeconds=${String(logSeconds)}&limitBytes=2000000`,
      ),
    ),
  )
  const log = texts.flatMap((text) => text ?? []).join('\n')
  return {
    source: `logs of ${pods.map(({ metadata }) => metadata.name).join(', ')}`,
    linesRead: log.split('\n').filter((line) => line !== '').length,
    lines: linesOfFlow(log, pairs).slice(0, shownLines),
  }
}

const listSchema = z.array(
  z.object({
    name: z.string(),
    labels: z
      .record(z.string(), z.string())
      .nullish()
      .transform((labels) => labels ?? {}),
    value: z.number().default(0),
  }),
)
