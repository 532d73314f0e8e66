import {
  observabilityRecordSchema,
  type End,
  type Flow,
  type ObservabilityRecord,
} from '../../probes/observability/observability-record.ts'
import type { RunRecord } from '../../store/run-record.ts'
import type { ObservabilityEvidence, Sight } from '../evidence/observability.ts'
import { recordsOf } from '../recorded.ts'
import { listOf } from '../wording.ts'

/** What could be seen of an allowed flow and of a dropped one. */
export function observabilityEvidenceOf(run: RunRecord): readonly ObservabilityEvidence[] {
  return recordsOf(run, 'observability', observabilityRecordSchema).map(({ variant, record }) => {
    const sights = sightsOf(record)
    const applicable = sights.filter(({ found }) => found !== 'not-applicable')
    const seen = applicable.filter(({ found }) => found === 'yes')
    const names = listOf(seen.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1)))
    const showed = seen.length > 0 ? `: ${names}` : ''
    const sentence = `With the tools of ${variant}, ${String(seen.length)} of ${String(applicable.length)} things could be seen${showed}.`
    return { variant, sights, found: seen.length, of: applicable.length, sentence }
  })
}

const sightsOf = (record: ObservabilityRecord): readonly Sight[] => [
  allowedFlow(record),
  ...droppedFlow(record),
  serviceName(record),
  metrics(record),
  logs(record),
]

const noFlowLog = 'The CNI as it is installed has no flow log that this look knows of.'

function sight(
  id: Sight['id'],
  title: string,
  { flows }: ObservabilityRecord,
  which: (flow: Flow) => boolean,
  words: { readonly yes: string; readonly no: string },
): Sight {
  const flow = flows?.list.find(which)
  const source = flows?.source ?? ''
  if (flow) return { id, title, found: 'yes', source, excerpt: JSON.stringify(flow), explanation: words.yes }
  const explanation = !flows ? noFlowLog : flows.answered ? words.no : 'The flow log did not answer.'
  return { id, title, found: 'no', source, excerpt: '', explanation }
}

function allowedFlow(record: ObservabilityRecord): Sight {
  const { client, server, allowed } = record
  const id = 'allowed-flow'
  const title = 'Allowed flow'
  if (allowed.byAddress === 0)
    return notApplicable(id, title, 'The flow could not be made: the client got no answer from the server.')
  return sight(id, title, record, (flow) => flow.verdict === 'FORWARDED' && isBetween(flow, client, server), {
    yes: 'The request from the client to the server on another node is shown with both Pods’ names and a verdict.',
    no: 'The flow log did not show the request from the client to the server.',
  })
}

function droppedFlow(record: ObservabilityRecord): readonly Sight[] {
  const { client, target, dropped } = record
  const titles = { 'dropped-flow': 'Dropped flow', 'drop-reason': 'Reason of the drop' } as const
  if (dropped.before !== 'open' || dropped.after !== 'closed') {
    const why =
      dropped.before === 'open'
        ? 'The drop could not be made: the Pod was still reachable under a policy that allows nothing.'
        : 'The drop could not be told from a fault: the Pod was not reachable without the policy either.'
    return [
      notApplicable('dropped-flow', titles['dropped-flow'], why),
      notApplicable('drop-reason', titles['drop-reason'], why),
    ]
  }
  const isDrop = (flow: Flow) => flow.verdict === 'DROPPED' && isBetween(flow, client, target)
  const isExplained = ({ drop_reason_desc: reason }: Flow) => reason !== undefined && reason !== ''
  return [
    sight('dropped-flow', titles['dropped-flow'], record, isDrop, {
      yes: 'The connection that the policy forbids is shown as dropped, with both Pods’ names.',
      no: 'The policy closed the Pod, and the flow log did not show the drop.',
    }),
    sight('drop-reason', titles['drop-reason'], record, (flow) => isDrop(flow) && isExplained(flow), {
      yes: 'The drop is shown with its reason.',
      no: 'No reason was shown for the drop.',
    }),
  ]
}

function serviceName(record: ObservabilityRecord): Sight {
  const title = 'Service name in flows'
  if (record.allowed.byService === 0)
    return notApplicable('service-name', title, 'The flow could not be made: the Service did not answer the client.')
  const names = ({ source_service: from, destination_service: to }: Flow) => [from?.name, to?.name]
  return sight('service-name', title, record, (flow) => names(flow).includes('server'), {
    yes: 'The request by the Service’s name is shown with that name.',
    no: 'The flows of the request by the Service’s name were shown without the name.',
  })
}

const shownCounters = 4

function metrics({ metrics: { source, answered, grew } }: ObservabilityRecord): Sight {
  const common = { id: 'metrics', title: 'Metrics', source } as const
  if (grew.length > 0) {
    // Drops first: on a busy node forwarded packets grow by themselves.
    const first = [...grew].sort((a, b) => Number(isOfDrops(b.counter)) - Number(isOfDrops(a.counter)))
    const excerpt = first
      .slice(0, shownCounters)
      .map(({ counter, before, after }) => `${counter} ${String(before)} → ${String(after)}`)
      .join('\n')
    const explanation = 'Counters grew while the flows were made. They count all traffic of a node and name no Pod.'
    return { ...common, found: 'yes', excerpt, explanation }
  }
  const explanation = answered
    ? 'No counter of packets, flows or drops grew while the flows were made.'
    : source === ''
      ? 'The CNI has no metrics of flows that this look knows of.'
      : 'The CNI as it is installed answers no request for metrics.'
  return { ...common, found: 'no', excerpt: '', explanation }
}

const isOfDrops = (counter: string): boolean => /denied/i.test(counter)

function logs({ logs: { source, lines, linesRead } }: ObservabilityRecord): Sight {
  const common = { id: 'logs', title: 'Logs', source } as const
  if (lines.length > 0)
    return {
      ...common,
      found: 'yes',
      excerpt: lines.join('\n'),
      explanation: 'Lines of the log name both ends of a flow.',
    }
  const explanation = `None of ${String(linesRead)} lines that the agents wrote names both ends of a flow.`
  return { ...common, found: 'no', excerpt: '', explanation }
}

const notApplicable = (id: Sight['id'], title: string, explanation: string): Sight => ({
  ...{ id, title, found: 'not-applicable', source: '', excerpt: '', explanation },
})

/** By address and by name: a flow without names tells nobody whose it was. */
function isBetween({ IP, source, destination }: Flow, client: End, other: End): boolean {
  return (
    IP.source === client.address &&
    IP.destination === other.address &&
    source?.pod_name === client.pod &&
    destination?.pod_name === other.pod
  )
}
