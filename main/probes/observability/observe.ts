import { z } from 'zod'
import { jsonOf } from '../../system/json.ts'
import { agents, getText, type ListedPod } from '../datapath/api-json.ts'
import { inAgent } from '../datapath/cilium.ts'
import type { InspectionContext } from '../inspection.ts'
import type { End, ObservabilityRecord } from './record.ts'
import { linesOfFlow } from './read-logs.ts'
import { distinctFlows, readFlows } from './read-flows.ts'
import { readCounters } from './read-metrics.ts'

type Counters = ReadonlyMap<string, number>

const logSeconds = 120
const shownLines = 6

/** Hubble's flow log in the agents: each holds what its node saw. */
export async function observeFlows(
  context: InspectionContext,
  pods: readonly ListedPod[],
  addresses: readonly string[],
  sinceMs: number,
): Promise<ObservabilityRecord['flows']> {
  if (context.cluster.variant.cni !== 'cilium') return undefined
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

/** Ports where agents offer metrics, if they are told to. Sources: Cilium and Calico documentation; Flannel has none. */
const metricsPorts = { cilium: 9962, calico: 9091, kindnet: 19080 } as const

export function metricsSource({ cluster }: InspectionContext): string {
  const { cni } = cluster.variant
  if (cni === 'cilium') return `http://<node>:${String(metricsPorts.cilium)}/metrics, cilium-dbg metrics list -o json`
  return cni === 'calico' || cni === 'kindnet' ? `http://<node>:${String(metricsPorts[cni])}/metrics` : ''
}

/** All counters that tell of flows, of the agents on both nodes; undefined where none answers. */
export async function observeMetrics(
  context: InspectionContext,
  pods: readonly ListedPod[],
  when: 'before' | 'after',
): Promise<Counters | undefined> {
  const { cni } = context.cluster.variant
  if (cni === 'netns' || cni === 'flannel') return undefined
  const host = context.bench.pods.get('host-client')
  const found = new Map<string, number>()
  for (const pod of pods) {
    const node = pod.spec.nodeName ?? ''
    const url = `http://${pod.status.podIP ?? ''}:${String(metricsPorts[cni])}/metrics`
    const command = ['curl', '-s', '-f', '--max-time', '3', url]
    const scraped =
      host && (await context.keep(`metrics ${when} on ${node}`, command, () => host.exec(command, context)))
    if (scraped?.exitCode === 0) add(found, node, readCounters(scraped.stdout))
    else if (cni === 'cilium') {
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
  context: InspectionContext,
  pods: readonly ListedPod[],
  pairs: readonly (readonly End[])[],
): Promise<ObservabilityRecord['logs']> {
  const { cni } = context.cluster.variant
  if (cni === 'netns') return { source: '', linesRead: 0, lines: [] }
  const { container } = agents[cni]
  const texts = await Promise.all(
    pods.map(({ metadata: { name, namespace } }) =>
      getText(
        context,
        `log of ${name}`,
        `/api/v1/namespaces/${namespace}/pods/${name}/log?container=${container}&sinceSeconds=${String(logSeconds)}&limitBytes=2000000`,
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
