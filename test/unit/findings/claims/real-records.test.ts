import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { deriveFindings } from '../../../../main/findings/derive-findings.ts'
import type { ClaimCell, ClaimColumn, ClaimRow } from '../../../../main/findings/claims/claim.ts'
import type { Reading } from '../../../../main/store/run-record.ts'
import { aRecorded } from '../../builders/readings.ts'
import { aVariant } from '../../builders/run-events.ts'
import { aRun } from '../build-run.ts'

const fixtures = new URL('../../../fixtures/', import.meta.url)
const probes = ['datapath', 'footprint', 'wire', 'observability', 'policy']

/** Files are named `record-<CNI>-….json`; those of CNIs with modes are of VXLAN. */
const recorded = (): readonly Reading[] =>
  probes.flatMap((probe) =>
    filesOf(probe).flatMap((file) => {
      const [, cni] = /^record-(kindnet|flannel|calico|cilium)-.*\.json$/.exec(file) ?? []
      if (!cni) return []
      const record = JSON.parse(readFileSync(new URL(`${probe}/${file}`, fixtures), 'utf8')) as unknown
      const variant = cni === 'kindnet' ? cni : `${cni}/vxlan`
      return [aRecorded(variant, probe, record)]
    }),
  )

function filesOf(probe: string): readonly string[] {
  try {
    return readdirSync(new URL(`${probe}/`, fixtures))
  } catch {
    return []
  }
}

const vxlan = (cni: string, tunnelPort: number) =>
  aVariant(`${cni}/vxlan`, { configured: { encapsulation: 'vxlan', tunnelPort, datapath: 'VXLAN between nodes' } })

const run = {
  ...aRun({ readings: recorded(), environment: { kernelFeatures: { wireguard: false, esp: false } } }),
  variants: [aVariant('kindnet'), vxlan('flannel', 8472), vxlan('calico', 4789), vxlan('cilium', 8472)],
}
const { cells } = deriveFindings(run).claims

const verdictOf = (row: ClaimRow, column: ClaimColumn): ClaimCell['verdict'] | undefined =>
  cells.find((cell) => cell.row === row && cell.column === column)?.verdict

/** Whether there is a record of a probe on a CNI. */
const has = (probe: string, cni: string) =>
  run.readings.some((reading) => reading.probe === probe && reading.variant.startsWith(cni))

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

  it('takes Flannel’s VXLAN and Calico’s from packets', () => {
    expect(verdictOf('networking', 'flannel')).toBe('confirmed')
    expect(verdictOf('networking', 'calico')).toBe('partly')
  })

  it('takes from the cases that Calico enforces all, and Cilium all below layer 7', () => {
    expect(verdictOf('policy', 'calico')).toBe('confirmed')
    expect(verdictOf('policy', 'cilium')).toBe('partly')
  })

  it.runIf(has('policy', 'flannel'))('takes from the cases that Flannel enforces nothing', () => {
    expect(verdictOf('policy', 'flannel')).toBe('refuted')
  })

  it('takes Hubble from its flows, and Flannel’s want of a view from looking for one', () => {
    expect(verdictOf('observability', 'cilium')).toBe('confirmed')
    expect(verdictOf('observability', 'flannel')).toBe('confirmed')
  })

  it('takes complexity from what was counted, which puts none where it is claimed in all measures', () => {
    for (const column of ['flannel', 'calico', 'cilium'] as const)
      expect(verdictOf('complexity', column)).toBe('partly')
  })
})
