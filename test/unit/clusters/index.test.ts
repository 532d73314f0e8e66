import { describe, expect, it } from 'vitest'
import { runtimes } from '../../../main/clusters/index.ts'
import type { RuntimeProfile } from '../../../main/clusters/runtime.ts'
import { defaultVariants, variants } from '../../../main/cnis/index.ts'
import { estimateRun } from '../../../main/lab/estimate.ts'
import { checkIpFamily } from '../../../main/lab/ip-family.ts'
import { readinessOf } from '../../../main/lab/doctor/readiness.ts'
import { detailsOf } from '../error-details.ts'

const nomad: RuntimeProfile = {
  id: 'nomad',
  title: 'Nomad',
  summary: 'One more',
  description: 'One more that nothing else knows of.',
  invitation: 'Compare on Nomad',
  provides: ['services'],
  ipFamilies: ['ipv4'],
  idleClustersCost: false,
  memoryPerClusterBytes: 1,
  diskPerClusterBytes: 2,
  typical: { createMs: 1_000, turnMs: 0, endMs: 0 },
  usualSpread: 0.07,
  limitations: [],
  open: () => Promise.reject(new Error('never opened')),
  refusals: () => Promise.resolve({}),
  checks: () => Promise.resolve([]),
}

describe('the runtimes', () => {
  it('make every variant that there is, and each has some to begin with', () => {
    for (const { runtime } of variants.all()) expect(runtimes.ids).toContain(runtime)
    for (const id of runtimes.ids) expect(defaultVariants(id)).not.toEqual([])
  })

  it('may be one more, of which everything else knows by what it says of itself', async () => {
    using stack = new DisposableStack()
    stack.use(runtimes.add(nomad))
    const choice = { runtime: 'nomad', probes: ['tcp-throughput'], paths: [], mode: 'quick', keep: false } as const
    const { memoryBytes, diskBytes } = estimateRun({ ...choice, variants: ['kindnet', 'flannel/vxlan'] }, {})
    expect([memoryBytes, diskBytes]).toEqual([2, 4])
    expect(readinessOf([]).at(-1)).toEqual({ runtime: 'nomad', ready: true, warnings: [] })
    const { message, hint } = await detailsOf(() => {
      checkIpFamily({ runtime: 'nomad', ipFamily: 'dual' })
    })
    expect(message).toContain('nomad')
    expect(hint).toContain('--runtime kind --ip-family dual')
  })
})
