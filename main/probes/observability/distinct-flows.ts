import type { Flow } from '../../cnis/own-tools.ts'

/** Of the flows between two of these addresses the first of each verdict, pair of ends, service and reason: what a reader needs. */
export function distinctFlows(flows: readonly Flow[], addresses: readonly string[]): Flow[] {
  const byKind = new Map<string, Flow>()
  for (const flow of flows) {
    const { verdict, IP, drop_reason_desc: reason, destination_service: to, source_service: from } = flow
    const key = JSON.stringify([verdict, IP.source, IP.destination, reason, to, from])
    const isBetween = addresses.includes(IP.source) && addresses.includes(IP.destination)
    if (isBetween && !byKind.has(key)) byKind.set(key, flow)
  }
  return [...byKind.values()]
}
