import { describe, expect, it } from 'vitest'
import { variants } from '../../../main/cnis/index.ts'
import { plainText } from '../../../main/blocks/content.ts'
import { wholeCluster } from '../../../main/experiment/paths.ts'
import { datapath } from '../../../main/probes/datapath/datapath.ts'
import { footprint } from '../../../main/probes/footprint/footprint.ts'
import { observability } from '../../../main/probes/observability/observability.ts'
import type { Probe } from '../../../main/probes/probe.ts'
import { wire } from '../../../main/probes/wire/wire.ts'
import { LabError } from '../../../main/system/errors.ts'
import { jsonFixture } from '../fixture.ts'

const flannel = variants.get('flannel/vxlan')
const steps = [
  { id: 'apply-cni', startedAtMs: 0, durationMs: 500 },
  { id: 'wait-dns', startedAtMs: 20_000, durationMs: 3_000 },
]

function shownBy<R, F>(probe: Probe<R, F>, file: string) {
  const record = probe.record.parse(jsonFixture(`${probe.id}/record-${file}.json`))
  const key = { variant: flannel.id, probe: probe.id, caseId: 'all', path: wholeCluster, round: 0 }
  const facts = probe.derive?.([{ key, record }], { variant: flannel, steps }) as F
  return {
    kinds: (probe.view?.([{ variant: flannel.id, facts }]) ?? []).map(({ kind }) => kind),
    observations: probe.observations?.(facts) ?? [],
    overview: Object.fromEntries((probe.overview ?? []).map((cell) => [cell.title, plainText(cell.of(facts))])),
  }
}

describe('what was recorded of a cluster', () => {
  it('of packets comes to encapsulation and encryption', () => {
    const shown = shownBy(wire, 'flannel-vxlan-0.28.10')
    expect(shown.kinds).toEqual(['choice', 'section'])
    expect(shown.overview).toEqual({ Encapsulation: 'VXLAN, UDP 8472, VNI 1', Encryption: 'in the clear' })
    expect(shown.observations).toContainEqual({
      what: 'Encryption between nodes',
      configured: 'none',
      observed: 'in the clear',
    })
  })

  it('of the datapath comes to what is configured and observed', () => {
    const shown = shownBy(datapath, 'flannel-vxlan-v0.28.10')
    expect(shown.kinds).toEqual(['section'])
    expect(shown.observations).toContainEqual(expect.objectContaining({ configured: 'vxlan', observed: 'vxlan' }))
  })

  it('of observability comes to what its own tools show', () => {
    const shown = shownBy(observability, 'flannel-vxlan-v0.28.10')
    expect(shown.overview).toEqual({ Observability: '0 of 4' })
    expect(shown.observations).toContainEqual({ what: 'Logs', observed: 'not seen' })
  })

  it('of its footprint comes to quantities, the time to ready among them', () => {
    const shown = shownBy(footprint, 'flannel-vxlan-v0.28.10')
    expect(shown.overview.Footprint).toMatch(/^6 objects, 3 Pods, [\d.]+ MiB of memory, [\d.]+ MiB of images$/)
    expect(shown.observations).toContainEqual({ what: 'First object to all ready', observed: '23.0 s' })
  })

  it('has no facts where nothing was recorded', () => {
    expect(() => wire.derive?.([], { variant: flannel, steps })).toThrow(LabError)
  })
})
