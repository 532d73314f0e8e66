import { describe, expect, it } from 'vitest'
import { footprintFacts } from '../../../../main/probes/footprint/derive.ts'
import { footprintRecordSchema, type FootprintRecord } from '../../../../main/probes/footprint/record.ts'
import { footprintView } from '../../../../main/probes/footprint/view.ts'
import { jsonFixture } from '../../fixture.ts'

const recorded = (name: string): FootprintRecord =>
  footprintRecordSchema.parse(jsonFixture(`footprint/record-${name}.json`))
const calico = recorded('calico-vxlan-v3.28.5')
describe('the footprint', () => {
  it.each([
    ['kindnet', 'kindnet-v1.34.4', { objectCount: 5, crds: 0, pods: 3 }],
    ['flannel/vxlan', 'flannel-vxlan-v0.28.10', { objectCount: 6, crds: 0, pods: 3 }],
    ['calico/vxlan', 'calico-vxlan-v3.28.5', { objectCount: 31, crds: 18, pods: 4 }],
    ['cilium/vxlan', 'cilium-vxlan-v1.20.2', { objectCount: 31, crds: 10, pods: 4 }],
  ])('counts what %s brings', (_, name, counts) => {
    expect(footprintFacts(recorded(name), [])).toMatchObject(counts)
  })

  it('sums images and memory up', () => {
    const evidence = footprintFacts(calico, [])
    expect(evidence.imageBytes).toBe(338850029 + 208552626 + 242649577)
    expect(evidence.memoryBytes).toBe(calico.pods.reduce((sum, { memoryBytes = 0 }) => sum + memoryBytes, 0))
  })

  it('gives no memory where one Pod’s is not known: the sum would be too little', () => {
    const [{ memoryBytes: _, ...first } = calico.pods[0] as never, ...others] = calico.pods
    const evidence = footprintFacts({ ...calico, pods: [first, ...others] }, [])
    expect(evidence).not.toHaveProperty('memoryBytes')
  })

  it('takes the time to ready from the first object applied to DNS ready', () => {
    const steps = [
      { id: 'wait-dns', startedAtMs: 0, durationMs: 100 },
      { id: 'apply-cni', startedAtMs: 1000, durationMs: 500 },
      { id: 'wait-dns', startedAtMs: 8000, durationMs: 3000 },
    ]
    expect(footprintFacts(calico, steps).readyMs).toBe(10_000)
    expect(footprintFacts(calico, steps.slice(2))).not.toHaveProperty('readyMs')
  })

  it('is shown with a bar for each value, of the largest, and opens on its parts', () => {
    const variants = ['flannel-vxlan-v0.28.10', 'calico-vxlan-v3.28.5'].map((name) => ({
      variant: name,
      facts: footprintFacts(recorded(name), []),
    }))
    const [section] = footprintView(variants)
    const table = section?.kind === 'section' ? section.blocks.find(({ kind }) => kind === 'table') : undefined
    const rows = table?.kind === 'table' ? table.groups.flatMap((group) => group.rows) : []
    expect(rows.find(({ head }) => head === 'Kubernetes objects')?.cells).toMatchObject([
      { text: '6', share: 6 / 31 },
      { text: '31', share: 1, detail: { blocks: [{ kind: 'prose' }] } },
    ])
    expect(rows.find(({ head }) => head === 'Images')?.cells).toMatchObject([{}, { text: '753 MiB' }])
    expect(rows.find(({ head }) => head === 'First object to all ready')?.cells[0]).toEqual({ text: 'unknown' })
  })
})
