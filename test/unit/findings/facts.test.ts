import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { deriveFacts, factsOf } from '../../../main/findings/facts.ts'
import { deriveFindings } from '../../../main/findings/derive-findings.ts'
import { httpLatency } from '../../../main/probes/http-latency/http-latency.ts'
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

  it('are those of a probe that is read in each round too, beside its numbers', () => {
    const metrics = { counts: { unit: 'count', better: 'higher', of: 'counts' } } as const
    const often: typeof counting = { ...counting, repeat: 'each-round', metrics }
    const { probes, ...run } = inspectedRun('flannel/vxlan', 'counting', { count: 3 })
    const recorded = { id: 'counting', title: 'Counting', question: 'How many?', cases: [], paths: [], needs: [] }
    const round = { ...recorded, repeat: 'each-round', yields: 'scalars', metrics } as const
    const derived = deriveFacts({ ...run, probes: [...probes, round] }, [often])
    expect(factsOf(derived, often)).toMatchObject([{ variant: 'flannel/vxlan', facts: { total: 3 } }])
  })

  it('are none of a probe whose numbers speak for themselves', () => {
    const run = inspectedRun('flannel/vxlan', httpLatency.id, { metrics: {} })
    expect(deriveFacts(run, [httpLatency])).toEqual({ facts: [], gaps: [] })
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
