import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { deriveFacts, factsOf } from '../../../main/findings/facts.ts'
import { deriveFindings } from '../../../main/findings/derive-findings.ts'
import { defineProbe } from '../../../main/probes/probe.ts'
import { onceAtCluster } from '../../../main/probes/whole-cluster.ts'
import { inspectedRun } from './inspected-run.ts'

const counting = defineProbe({
  ...onceAtCluster,
  id: 'counting',
  title: 'Counting',
  question: 'How many?',
  needs: [],
  yields: 'observations',
  record: z.object({ count: z.number() }),
  typicalMs: () => 1,
  run: () => Promise.resolve({ count: 1 }),
  derive: (readings, { variant, steps }) => ({
    total: readings.reduce((sum, { record }) => sum + record.count, 0),
    of: variant.configured.datapath,
    steps: steps.map(({ id }) => id),
  }),
  view: () => [],
})

const step = { variant: 'flannel/vxlan', title: 'Applying', kind: 'create', startedAtMs: 0, durationMs: 1 } as const

describe('facts', () => {
  it('are what a probe derives from its records, of each variant, with how its cluster was made', () => {
    const run = inspectedRun('flannel/vxlan', 'counting', { count: 3 }, { steps: [{ ...step, id: 'apply-cni' }, step] })
    const derived = deriveFacts(run, [counting])
    expect(derived.gaps).toEqual([])
    const [first] = factsOf(derived, counting)
    expect(first?.variant).toBe('flannel/vxlan')
    expect(first?.facts).toEqual({ total: 3, of: run.variants[0]?.configured.datapath, steps: ['apply-cni'] })
  })

  it('are a gap that is shown where a record is not what its probe leaves', () => {
    const run = inspectedRun('flannel/vxlan', 'counting', { count: 'three' })
    const { facts, gaps } = deriveFacts(run, [counting])
    expect(facts).toEqual([])
    expect(gaps).toMatchObject([{ variant: 'flannel/vxlan', probe: 'counting', error: { code: 'unparsable-output' } }])
    expect(gaps[0]?.error.message).toContain('count')
    expect(deriveFindings(run, [counting]).gaps).toEqual(gaps)
  })

  it('are left alone where no probe here knows the record', () => {
    const run = inspectedRun('flannel/vxlan', 'of-another-version', { count: 3 })
    expect(deriveFacts(run, [counting])).toEqual({ facts: [], gaps: [] })
  })
})
