import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { deriveEvidence } from '../../../../main/findings/derive-evidence.ts'
import type { ClaimCell, ClaimColumn, ClaimRow } from '../../../../main/findings/evidence/claims.ts'
import type { InspectionEnd, JsonRecord } from '../../../../main/store/events.ts'
import { aVariant } from '../../builders/run-events.ts'
import { aRun } from '../build-run.ts'

const fixtures = new URL('../../../fixtures/', import.meta.url)
const inspections = ['datapath', 'footprint', 'wire', 'observability', 'policy']

/** Files are named `record-<CNI>[-<mode>]-v<version>.json`. */
const recordedEnds = (): readonly InspectionEnd[] =>
  inspections.flatMap((inspection) =>
    filesOf(inspection).flatMap((file) => {
      const [, cni, mode] = /^record-(kindnet|flannel|calico|cilium)(?:-(vxlan))?-v[\d.]+\.json$/.exec(file) ?? []
      if (!cni) return []
      const record = JSON.parse(readFileSync(new URL(`${inspection}/${file}`, fixtures), 'utf8')) as JsonRecord
      const variant = mode ? `${cni}/${mode}` : cni
      return [{ state: 'recorded' as const, variant, inspection, record, startedAtMs: 0, durationMs: 1 }]
    }),
  )

function filesOf(inspection: string): readonly string[] {
  try {
    return readdirSync(new URL(`${inspection}/`, fixtures))
  } catch {
    return []
  }
}

const vxlan = (cni: string, tunnelPort: number) =>
  aVariant(`${cni}/vxlan`, { configured: { encapsulation: 'vxlan', tunnelPort, datapath: 'VXLAN between nodes' } })

const run = {
  ...aRun({ inspectionEnds: recordedEnds(), environment: { kernelFeatures: { wireguard: false, esp: false } } }),
  variants: [aVariant('kindnet'), vxlan('flannel', 8472), vxlan('calico', 4789), vxlan('cilium', 8472)],
}
const { cells } = deriveEvidence(run, [], []).claims

const verdictOf = (row: ClaimRow, column: ClaimColumn): ClaimCell['verdict'] | undefined =>
  cells.find((cell) => cell.row === row && cell.column === column)?.verdict

/** Whether the records of an inspection are all there. */
const has = (inspection: string) => run.inspectionEnds.filter((end) => end.inspection === inspection).length >= 4

describe('the claims, checked against what real clusters were seen to do', () => {
  it('takes Cilium’s eBPF from programs on interfaces', () => {
    expect(verdictOf('networking', 'cilium')).toBe('confirmed')
  })

  it('takes what no kernel feature allows as not testable, and what the projects say as said', () => {
    expect(verdictOf('encryption', 'cilium')).toBe('not-testable')
    expect(verdictOf('encryption', 'flannel')).toBe('refuted')
    expect(verdictOf('encryption', 'calico')).toBe('refuted')
  })

  it('ranks nothing without measurements', () => {
    for (const column of ['flannel', 'calico', 'cilium'] as const)
      expect(verdictOf('performance', column)).toBe('not-tested')
  })

  it.runIf(has('wire'))('takes Flannel’s VXLAN and Calico’s from packets', () => {
    expect(verdictOf('networking', 'flannel')).toBe('confirmed')
    expect(verdictOf('networking', 'calico')).toBe('partly')
  })

  it.runIf(has('policy'))('takes from the cases that Flannel enforces nothing', () => {
    expect(verdictOf('policy', 'flannel')).toBe('refuted')
  })

  it.runIf(has('observability'))('takes Hubble from its flows', () => {
    expect(verdictOf('observability', 'cilium')).toBe('confirmed')
  })

  it.runIf(has('footprint'))('takes complexity from what was counted', () => {
    expect(verdictOf('complexity', 'flannel')).not.toBe('not-tested')
  })
})
