import type { Flow } from '../../cnis/own-tools.ts'
import type { Because, Capability, CapabilityId, ObservabilityFacts } from './facts.ts'
import type { End, ObservabilityRecord } from './record.ts'

/** What could be seen of an allowed flow and of a dropped one. */
export function observabilityFacts(record: ObservabilityRecord): ObservabilityFacts {
  const capabilities = [allowedFlow(record), ...droppedFlow(record), serviceName(record), metrics(record), logs(record)]
  const applicable = capabilities.filter(({ found }) => found !== 'not-applicable')
  return { capabilities, found: applicable.filter(({ found }) => found === 'yes').length, of: applicable.length }
}

const nothing = { source: '', excerpt: '' } as const

const notApplicable = (id: CapabilityId, because: Because): Capability => ({
  ...{ id, found: 'not-applicable', because, ...nothing },
})

function inFlowLog(id: CapabilityId, { flows }: ObservabilityRecord, which: (flow: Flow) => boolean): Capability {
  if (!flows) return { id, found: 'no', because: 'no-flow-log', ...nothing }
  const { tool, source, answered, list } = flows
  const flow = list.find(which)
  return flow
    ? { id, found: 'yes', because: 'shown', tool, source, excerpt: JSON.stringify(flow) }
    : { id, found: 'no', because: answered ? 'not-shown' : 'no-answer-of-flow-log', tool, source, excerpt: '' }
}

function allowedFlow(record: ObservabilityRecord): Capability {
  const { client, server, allowed } = record
  return allowed.byAddress === 0
    ? notApplicable('allowed-flow', 'no-flow-made')
    : inFlowLog('allowed-flow', record, (flow) => flow.verdict === 'FORWARDED' && isBetween(flow, client, server))
}

function droppedFlow(record: ObservabilityRecord): readonly Capability[] {
  const { client, target, dropped } = record
  if (dropped.before !== 'open' || dropped.after !== 'closed') {
    const because = dropped.before === 'open' ? 'no-drop-made' : 'no-control'
    return [notApplicable('dropped-flow', because), notApplicable('drop-reason', because)]
  }
  const isDrop = (flow: Flow) => flow.verdict === 'DROPPED' && isBetween(flow, client, target)
  const isExplained = ({ drop_reason_desc: reason }: Flow) => reason !== undefined && reason !== ''
  return [
    inFlowLog('dropped-flow', record, isDrop),
    inFlowLog('drop-reason', record, (flow) => isDrop(flow) && isExplained(flow)),
  ]
}

function serviceName(record: ObservabilityRecord): Capability {
  if (record.allowed.byService === 0) return notApplicable('service-name', 'no-flow-made')
  const names = ({ source_service: from, destination_service: to }: Flow) => [from?.name, to?.name]
  return inFlowLog('service-name', record, (flow) => names(flow).includes('server'))
}

const shownCounters = 4

function metrics({ metrics: { source, answered, grew } }: ObservabilityRecord): Capability {
  if (grew.length === 0) {
    const because = answered ? 'not-shown' : source === '' ? 'no-metrics' : 'metrics-off'
    return { id: 'metrics', found: 'no', because, source, excerpt: '' }
  }
  // Drops first: on a busy node forwarded packets grow by themselves.
  const excerpt = grew
    .toSorted((a, b) => Number(isOfDrops(b.counter)) - Number(isOfDrops(a.counter)))
    .slice(0, shownCounters)
    .map(({ counter, before, after }) => `${counter} ${String(before)} → ${String(after)}`)
    .join('\n')
  return { id: 'metrics', found: 'yes', because: 'shown', source, excerpt }
}

const isOfDrops = (counter: string): boolean => /denied/i.test(counter)

const logs = ({ logs: { source, lines, linesRead } }: ObservabilityRecord): Capability =>
  lines.length > 0
    ? { id: 'logs', found: 'yes', because: 'shown', source, excerpt: lines.join('\n'), linesRead }
    : { id: 'logs', found: 'no', because: 'not-shown', source, excerpt: '', linesRead }

/** By address and by name: a flow without names tells nobody whose it was. */
function isBetween({ IP, source, destination }: Flow, client: End, other: End): boolean {
  return (
    IP.source === client.address &&
    IP.destination === other.address &&
    source?.pod_name === client.pod &&
    destination?.pod_name === other.pod
  )
}
