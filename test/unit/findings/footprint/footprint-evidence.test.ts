import { describe, expect, it } from 'vitest'
import { footprintEvidenceOf } from '../../../../main/findings/footprint/footprint-evidence.ts'
import { footprintRecordSchema, type FootprintRecord } from '../../../../main/probes/footprint/footprint-record.ts'
import type { StepRecord } from '../../../../main/store/run-record.ts'
import { jsonFixture } from '../../fixture.ts'
import { inspectedRun } from '../inspected-run.ts'

const recorded = (name: string): FootprintRecord =>
  footprintRecordSchema.parse(jsonFixture(`footprint/record-${name}.json`))
const calico = recorded('calico-vxlan-v3.28.5')
const evidenceOf = (variant: string, record: FootprintRecord, steps: readonly StepRecord[] = []) =>
  footprintEvidenceOf(inspectedRun(variant, 'footprint', record, { steps }))[0]
const step = (title: string, startedAtMs: number, durationMs: number, variant = 'calico/vxlan'): StepRecord => ({
  ...{ variant, title, kind: 'create', startedAtMs, durationMs },
})

describe('footprint evidence', () => {
  it.each([
    ['kindnet', 'kindnet-v1.34.4', { objectCount: 5, definitions: 0, pods: 3 }],
    ['flannel/vxlan', 'flannel-vxlan-v0.28.10', { objectCount: 6, definitions: 0, pods: 3 }],
    ['calico/vxlan', 'calico-vxlan-v3.28.5', { objectCount: 31, definitions: 18, pods: 4 }],
    ['cilium/vxlan', 'cilium-vxlan-v1.20.2', { objectCount: 31, definitions: 10, pods: 4 }],
  ])('counts what %s brings', (variant, name, counts) => {
    expect(evidenceOf(variant, recorded(name))).toMatchObject(counts)
  })

  it('sums images and memory up', () => {
    const evidence = evidenceOf('calico/vxlan', calico)
    expect(evidence?.imageBytes).toBe(338850029 + 208552626 + 242649577)
    expect(evidence?.memoryBytes).toBe(calico.pods.reduce((sum, { memoryBytes = 0 }) => sum + memoryBytes, 0))
  })

  it('gives no memory where one Pod’s is not known: the sum would be too little', () => {
    const [{ memoryBytes: _, ...first } = calico.pods[0] as never, ...others] = calico.pods
    const evidence = evidenceOf('calico/vxlan', { ...calico, pods: [first, ...others] })
    expect(evidence).not.toHaveProperty('memoryBytes')
    expect(evidence?.sentence).not.toContain('memory')
  })

  it('takes the time to ready from the first object applied to DNS, of this variant alone', () => {
    const steps = [
      step('Loading images', 0, 1000),
      step('Applying the CNI', 1000, 500),
      step('Waiting for DNS', 2000, 100, 'cilium/vxlan'),
      step('Waiting for DNS', 8000, 3000),
    ]
    expect(evidenceOf('calico/vxlan', calico, steps)?.readyMs).toBe(10_000)
    expect(evidenceOf('calico/vxlan', calico, steps.slice(2))).not.toHaveProperty('readyMs')
  })
})
