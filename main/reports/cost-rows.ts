import type { Cost } from '../findings/findings.ts'
import { duration } from '../words/en/quantity.ts'

export interface CostRow {
  readonly id: 'create' | 'wait' | 'probe' | 'pause' | 'delete' | 'overhead'
  readonly title: string
  readonly ms: number
  readonly text: string
  /** Of the wall time, 0 to 1. */
  readonly share: number
}

/** Where the wall time went, in the order in which it is spent. */
export function costRows(cost: Cost): readonly CostRow[] {
  const row = (id: CostRow['id'], title: string, ms: number): CostRow => ({
    id,
    title,
    ms,
    text: duration(ms),
    share: cost.wallMs > 0 ? ms / cost.wallMs : 0,
  })
  return [
    row('create', 'making clusters', cost.createMs),
    row('wait', 'waiting for the CNI', cost.waitMs),
    row('probe', 'probes', cost.probeMs),
    row('pause', 'pausing and resuming', cost.pauseMs),
    row('delete', 'deleting clusters', cost.deleteMs),
    row('overhead', 'the lab itself', cost.overheadMs),
  ]
}
