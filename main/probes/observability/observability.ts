import type { Pod } from '../../clusters/cluster.ts'
import { agentPods, apiOf } from '../kubernetes-api.ts'
import { defineProbe, type ProbeContext } from '../probe.ts'
import { podOf } from '../route.ts'
import { fromLastRecord, onceAtCluster } from '../whole-cluster.ts'
import { observabilityFacts } from './derive.ts'
import { observabilityScore } from './score.ts'
import { observabilityView, seenWords, signs } from './view.ts'
import { capabilityTitles } from './words.ts'
import { poll } from '../../system/poll.ts'
import { observeFlows, observeLogs, observeMetrics, metricsSource } from './observe.ts'
import { observabilityRecordSchema, type End, type ObservabilityRecord } from './record.ts'
import { grownCounters } from './read-metrics.ts'
import { clearFixture, denyPolicy, makeTarget, targetPort } from './fixture.ts'

/** Makes a flow that is allowed and one that a policy forbids, and asks the CNI's own tools for both. */
export const observability = defineProbe({
  id: 'observability',
  title: 'Checking observability',
  question: 'What of an allowed flow and of a dropped one can be seen with the CNI’s own tools?',
  ...onceAtCluster,
  needs: ['kubernetes'],
  yields: 'observations',
  record: observabilityRecordSchema,
  typicalMs: () => 25_000,
  section: 'Observed',
  derive: fromLastRecord(observabilityFacts),
  view: observabilityView,
  observations: ({ capabilities }) =>
    capabilities.map(({ id, found }) => ({ what: capabilityTitles[id], observed: signs[found].title })),
  overview: [{ title: 'Observability', of: seenWords }],
  scorecard: [{ from: 'facts', title: 'Observability', better: 'higher', of: observabilityScore }],
  run: async (context: ProbeContext): Promise<ObservabilityRecord> => {
    try {
      return await observe(context)
    } finally {
      await clearFixture(context)
    }
  },
})

const enforceTimeoutMs = 8_000
const openTimeoutMs = 10_000

async function observe(context: ProbeContext): Promise<ObservabilityRecord> {
  const [client, server] = [podOf(context.probePods, 'client'), podOf(context.probePods, 'server-far')]
  const [from, to] = [endOf(client), endOf(server)]
  const sinceMs = Date.now()
  const target = await makeTarget(context, server.node)
  const agents = (await agentPods(context)).filter(({ spec }) =>
    [client.node, server.node].includes(spec.nodeName ?? ''),
  )
  const dropped = await closeTarget(context, client, target.address)
  const before = await observeMetrics(context, agents, 'before')
  const path = `/cnilab-observability-${String(context.seed)}`
  const service = context.probePods.serviceHosts.get('server') ?? 'server'
  const allowed = {
    path,
    byAddress: await request(context, client, `http://${to.address}:8080${path}`),
    byService: await request(context, client, `http://${service}:8080${path}`),
  }
  await reach(context, client, target.address, 'last try to the closed Pod')
  const flows = await observeFlows(context, agents, [from.address, to.address, target.address], sinceMs)
  const after = await observeMetrics(context, agents, 'after')
  const logs = await observeLogs(context, agents, [
    [from, to],
    [from, target],
  ])
  return {
    ...{ client: from, server: to, target, allowed, dropped, logs },
    ...(flows && { flows }),
    metrics: {
      source: metricsSource(context),
      answered: after !== undefined,
      grew: before && after ? grownCounters(before, after) : [],
    },
  }
}

/** Open without the policy, which is the control; then with it, until it is closed or time is up. */
async function closeTarget(
  context: ProbeContext,
  client: Pod,
  address: string,
): Promise<ObservabilityRecord['dropped']> {
  const before = await reachUntil(context, client, address, 'open', openTimeoutMs)
  await apiOf(context).apply([denyPolicy], context.signal)
  return { before, after: await reachUntil(context, client, address, 'closed', enforceTimeoutMs) }
}

async function reachUntil(context: ProbeContext, client: Pod, address: string, wanted: Reach, timeoutMs: number) {
  const wantedNow = async () => {
    const found = await reach(context, client, address, `waiting for ${wanted}`)
    return found === wanted ? found : undefined
  }
  return (await poll(wantedNow, { timeoutMs, pauseMs: 250, signal: context.signal })) ?? opposite[wanted]
}

type Reach = 'open' | 'closed'
const opposite = { open: 'closed', closed: 'open' } as const

async function reach(context: ProbeContext, client: Pod, address: string, part: string): Promise<Reach> {
  const to = `TCP:${address}:${String(targetPort)},connect-timeout=2`
  const command = ['timeout', '-s', 'KILL', '4', 'socat', '-u', '/dev/null', to]
  const { exitCode } = await context.record(part, command, () => client.exec(command, context))
  return exitCode === 0 ? 'open' : 'closed'
}

/** The HTTP status, 404 as good as any: the path is there to be recognised. 0 where no answer came. */
async function request(context: ProbeContext, client: Pod, url: string): Promise<number> {
  const command = ['curl', '-s', '-o', '/dev/null', '--max-time', '5', '-w', '%{http_code}', url]
  const { stdout } = await context.record(`request of ${url}`, command, () => client.exec(command, context))
  return Number(/^\d{3}$/.exec(stdout.trim())?.[0] ?? 0)
}

const endOf = ({ name, address }: Pod): End => ({ pod: name, namespace: 'cnilab', address })
