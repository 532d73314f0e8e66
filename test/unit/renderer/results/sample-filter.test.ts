import { describe, expect, it } from 'vitest'
import { filteredSamples, filterOf, withPart } from '../../../../renderer/components/results/sample-filter.ts'
import { generatedRun } from '../../builders/generated-run.ts'
import { aRunView } from './run-view.ts'

const { samples } = aRunView(generatedRun({ failing: true })).run

describe('the filter of samples', () => {
  it('leaves what a cell of a table counts', () => {
    const filter = { variant: 'cilium/vxlan', probe: 'tcp-throughput', caseId: '1-stream', path: 'pod-service' }
    const left = filteredSamples(samples, filter)
    expect(left).toHaveLength(6)
    expect(left.every((sample) => sample.variant === 'cilium/vxlan' && sample.path === 'pod-service')).toBe(true)
  })

  it('finds the executions that failed', () => {
    expect(filteredSamples(samples, { state: 'failed' })).toHaveLength(1)
    expect(filteredSamples(samples, {})).toBe(samples)
  })

  it('is read from the address and ignores what else is there', () => {
    expect(filterOf({ variant: 'cilium/vxlan', view: 'samples', path: '', probe: ['a', 'b'] })).toEqual({
      variant: 'cilium/vxlan',
    })
  })

  it('drops the case with its probe, and a part that is emptied', () => {
    const filter = { probe: 'tcp-throughput', caseId: '1-stream', variant: 'cilium/vxlan' }
    expect(withPart(filter, 'probe', 'http-latency')).toEqual({ probe: 'http-latency', variant: 'cilium/vxlan' })
    expect(withPart(filter, 'variant', '')).toEqual({ probe: 'tcp-throughput', caseId: '1-stream' })
  })
})
