import { describe, expect, it } from 'vitest'
import type { LookTaken } from '../../../../main/experiment/look.ts'
import { lookTable } from '../../../../renderer/components/run/look-table.ts'
import { aThroughputProbe } from '../../builders/run-events.ts'

const key = { probe: 'tcp-throughput', caseId: '1-stream', metric: 'throughput' } as const
const look: LookTaken = {
  round: 13,
  alpha: 0.025,
  decided: [{ ...key, path: 'pod-service', leaders: ['kindnet'], isEqual: false }],
  open: [{ ...key, path: 'pod-pod/cross-node', variants: ['kindnet', 'flannel/vxlan'] }],
}

describe('the questions of a run', () => {
  it('have a row each, with who is ahead, or between whom it is open', () => {
    const titles = new Map([['pod-service', 'Pod to Service']])
    const table = lookTable(look, [aThroughputProbe()], titles)
    const rows = table.groups.flatMap((group) => group.rows.map(({ head, cells }) => [head, ...cells]))
    expect(table.caption).toBe('After round 13')
    expect(rows).toEqual([
      ['TCP throughput, one stream: Pod to Service', 'kindnet ahead'],
      ['TCP throughput, one stream: pod-pod/cross-node', 'open: kindnet and flannel/vxlan'],
    ])
  })
})
