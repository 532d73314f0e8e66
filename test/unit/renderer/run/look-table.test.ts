import { describe, expect, it } from 'vitest'
import { lookTable } from '../../../../renderer/components/run/look-table.ts'
import { aThroughputProbe } from '../../builders/run-events.ts'
import { aLook } from '../../builders/look.ts'

describe('the questions of a run', () => {
  it('have a row each, with who is ahead, or between whom it is open', () => {
    const titles = new Map([['pod-service', 'Pod to Service']])
    const table = lookTable(aLook, [aThroughputProbe()], titles)
    const rows = table.groups.flatMap((group) => group.rows.map(({ head, cells }) => [head, ...cells]))
    expect(table.caption).toBe('After round 13')
    expect(rows).toEqual([
      ['TCP throughput, one stream: Pod to Service', 'kindnet ahead'],
      ['TCP throughput, one stream: pod-pod/cross-node', 'open: kindnet and flannel/vxlan'],
    ])
  })
})
