import { z } from 'zod'
import { jsonOf } from '../../system/json.ts'
import { flowSchema, type ObservedFlow } from './record.ts'

const lineSchema = z.object({ flow: flowSchema })

/** Flows between two of these addresses; lines that are no flows (lost events, the node's state) are passed over. Never throws. */
export function readFlows(output: string, addresses: readonly string[]): readonly ObservedFlow[] {
  return output.split('\n').flatMap((line) => {
    const parsed = lineSchema.safeParse(jsonOf(line))
    if (!parsed.success) return []
    const { flow } = parsed.data
    return addresses.includes(flow.IP.source) && addresses.includes(flow.IP.destination) ? [flow] : []
  })
}

/** The first of each verdict, pair of ends, service and reason: what a reader needs, and no more. */
export function distinctFlows(flows: readonly ObservedFlow[]): readonly ObservedFlow[] {
  const byKind = new Map<string, ObservedFlow>()
  for (const flow of flows) {
    const { verdict, IP, drop_reason_desc, destination_service, source_service } = flow
    const key = JSON.stringify([
      verdict,
      IP.source,
      IP.destination,
      drop_reason_desc,
      destination_service,
      source_service,
    ])
    if (!byKind.has(key)) byKind.set(key, flow)
  }
  return [...byKind.values()]
}
