import { describe, expect, it } from 'vitest'
import { noEvidence } from '../../../../main/findings/evidence/evidence.ts'
import { claimCounts, claimsMatrix } from '../../../../main/reports/evidence/claim-rows.ts'
import { datapathGroups } from '../../../../main/reports/evidence/datapath-rows.ts'
import { footprintRows } from '../../../../main/reports/evidence/footprint-rows.ts'
import { hasEvidence } from '../../../../main/reports/evidence/gap-rows.ts'
import { headerWords } from '../../../../main/reports/evidence/journey-rows.ts'
import { overviewRows } from '../../../../main/reports/evidence/overview-rows.ts'
import { policyGrid, checkGrid } from '../../../../main/reports/evidence/policy-rows.ts'
import * as signs from '../../../../main/reports/evidence/signs.ts'
import { encapsulationWords } from '../../../../main/reports/evidence/wire-words.ts'
import { claimsCheck, kindVariants, policyCase, someEvidence } from '../../builders/evidence/some-evidence.ts'

const evidence = someEvidence()

describe('rows of evidence', () => {
  it('keeps signs of one set apart by their symbols, not by colour alone', () => {
    const { legend: _, ...sets } = signs
    for (const set of Object.values(sets)) {
      const symbols = Object.values(set).map(({ symbol }) => symbol)
      expect(new Set(symbols).size).toBe(symbols.length)
    }
  })

  it.each([
    [{ kind: 'none' }, 'none'],
    [{ kind: 'vxlan', port: 8472, vni: 1 }, 'VXLAN, UDP 8472, VNI 1'],
    [{ kind: 'geneve', port: 6081, vni: 7 }, 'Geneve, UDP 6081, VNI 7'],
    [{ kind: 'udp', port: 8285 }, 'UDP, port 8285'],
    [{ kind: 'ipip' }, 'IP-in-IP'],
    [{ kind: 'wireguard', port: 51820 }, 'WireGuard, UDP 51820'],
    [{ kind: 'esp' }, 'ESP (IPsec)'],
  ] as const)('says how packets are wrapped: %j', (encapsulation, words) => {
    expect(encapsulationWords(encapsulation)).toBe(words)
  })

  it('names a header with its addresses and what the decoder adds', () => {
    expect(headerWords({ protocol: 'UDP', from: 'a:1', to: 'b:2', detail: 'VNI 1' })).toBe('UDP a:1 → b:2 (VNI 1)')
    expect(headerWords({ protocol: 'ESP' })).toBe('ESP')
  })

  it('has every case once and a cell for each variant, empty where the suite did not have it', () => {
    const { variants, groups } = policyGrid(evidence.policy)
    const rows = groups.flatMap((group) => group.rows)
    expect(new Set(rows.map(({ id, kind }) => `${kind} ${id}`)).size).toBe(rows.length)
    for (const { cells } of rows) expect(cells.map(({ variant }) => variant)).toEqual(variants)
    expect(rows.find(({ id }) => id === '11')?.cells.map(({ sign }) => sign?.symbol)).toEqual([
      undefined,
      undefined,
      '✓',
      '✓',
    ])
  })

  it('puts every check of a case into exactly one cell', () => {
    const one = policyCase()
    const { rows, targets } = checkGrid(one)
    for (const { cells } of rows) expect(cells).toHaveLength(targets.length)
    expect(rows.flatMap(({ cells }) => cells.flat())).toHaveLength(one.checks.length)
  })

  it('merges what is observed over variants, and loses nothing', () => {
    const rows = datapathGroups(evidence.datapath).flatMap((group) => group.rows)
    const shown = rows.flatMap(({ cells }) => cells.flatMap(({ observations }) => observations))
    expect(shown).toHaveLength(evidence.datapath.flatMap(({ observations }) => observations).length)
    expect(rows.filter(({ what }) => what === 'kube-proxy mode')).toHaveLength(1)
  })

  it('leaves empty what is not known of a footprint', () => {
    const [first] = evidence.footprint
    const rows = footprintRows(first ? [{ ...first, memoryBytes: undefined }] : [])
    expect(rows.find(({ id }) => id === 'memory')?.cells[0]?.text).toBe('')
    expect(rows.find(({ id }) => id === 'ready')?.cells[0]?.text).toBe('11.0 s')
  })

  it('shows each claim once, and counts those that are there', () => {
    const claims = claimsMatrix(claimsCheck()).flatMap(({ cells }) => cells.flatMap(({ claim }) => claim ?? []))
    expect(claims).toHaveLength(claimsCheck().cells.length)
    expect(claimCounts(claimsCheck())).toBe(
      '1 confirmed, 2 refuted, 1 confirmed in part, 1 not testable here, 1 not tested in this run',
    )
  })

  it('praises no traffic in the clear', () => {
    for (const { encryption } of overviewRows(evidence, kindVariants))
      expect(encryption).toEqual({ text: 'in the clear' })
  })

  it('leaves out a variant that nothing is known of', () => {
    expect(overviewRows(evidence, ['kindnet', 'unseen']).map(({ variant }) => variant)).toEqual(['kindnet'])
  })

  it('takes claims alone for no evidence', () => {
    expect(hasEvidence({ ...noEvidence, claims: claimsCheck() })).toBe(false)
    expect(hasEvidence(evidence)).toBe(true)
  })
})
