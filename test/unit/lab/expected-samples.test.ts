import { describe, expect, it } from 'vitest'
import { expectedSamples, turnOf } from '../../../main/lab/expected-samples.ts'
import { aLatencyProbe, aThroughputProbe, aVariant, runStarted } from '../builders/run-events.ts'

describe('turnOf', () => {
  const { spec } = runStarted()
  const probes = [aThroughputProbe()]

  it('has the baseline whatever paths are chosen', () => {
    const cells = turnOf({ probes, spec: { ...spec, paths: [] } })
    expect(cells).toEqual([{ probe: 'tcp-throughput', caseId: '1-stream', path: 'host-host' }])
  })

  it('has the paths that the run was made for', () => {
    const withoutServices = spec.paths.filter((path) => path !== 'pod-service')
    const paths = turnOf({ probes, spec: { ...spec, paths: withoutServices } }).map(({ path }) => path)
    expect(paths).toEqual(['host-host', 'pod-pod/same-node', 'pod-pod/cross-node'])
  })
})

describe('expectedSamples', () => {
  it('is every cell of every variant in every round', () => {
    const { spec } = runStarted()
    const variants = [aVariant('flannel/vxlan'), aVariant('cilium/vxlan')]
    expect(expectedSamples({ spec, variants, probes: [aThroughputProbe(), aLatencyProbe()] })).toBe(2 * 8 * 6)
  })

  it('has the reference in every third round where rounds are planned by what they tell', () => {
    const { spec } = runStarted()
    const planned = { ...spec, looks: [{ rounds: 6, alpha: 0.05 }] }
    const run = { spec: planned, variants: [aVariant('flannel/vxlan')], probes: [aThroughputProbe()] }
    expect(expectedSamples(run)).toBe(3 * 6 + 2)
  })
})
