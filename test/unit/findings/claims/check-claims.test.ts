import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkClaims } from '../../../../main/findings/claims/check-claims.ts'
import { claimReasonText } from '../../../../main/words/en/claim-reasons.ts'
import { kindVariants, someShown } from '../../builders/facts/some-facts.ts'
import { ahead, equal, blind, grounds, undecided } from './build-grounds.ts'

describe('the check of the published claims', () => {
  it('has a cell for each row and column', () => {
    const { rows, columns, cells } = checkClaims(grounds())
    expect(cells.map(({ row, column }) => `${row} ${column}`)).toEqual(
      rows.flatMap((row) => columns.map((column) => `${row} ${column}`)),
    )
    expect(cells).toHaveLength(21)
  })

  it('is empty where the run has none of the CNIs', () => {
    expect(checkClaims(grounds({ variants: ['kindnet'] }))).toEqual({ rows: [], columns: [], cells: [] })
  })

  it('confirms nothing of a run that looked at nothing', () => {
    const { cells } = checkClaims(blind())
    expect(cells.filter(({ verdict }) => verdict === 'confirmed' || verdict === 'partly')).toEqual([])
  })

  it('refutes, of a run that looked at nothing, only what the projects themselves say', () => {
    const refuted = checkClaims(blind()).cells.filter(({ verdict }) => verdict === 'refuted')
    expect(refuted.map(({ row, column }) => `${row} ${column}`)).toEqual(['encryption flannel', 'encryption calico'])
    expect(refuted.flatMap(({ links }) => links)).toEqual([{ fact: 'flannel-backends' }, { fact: 'calico-wireguard' }])
  })

  it('says of a look that failed that it failed, and why', () => {
    const failed = blind({ variants: ['flannel/vxlan'] })
    const error = { code: 'not-ready', title: 'Cannot look', message: 'tcpdump is not there' }
    const gaps = [{ variant: 'flannel/vxlan', probe: 'wire', error }]
    const cell = checkClaims({ ...failed, gaps }).cells[0]
    expect(cell?.verdict).toBe('not-tested')
    expect(cell && claimReasonText(cell.reason)).toBe('The probe wire failed on flannel/vxlan: tcpdump is not there.')
  })

  it('says why in whole sentences', () => {
    for (const { reason } of checkClaims(grounds()).cells) expect(claimReasonText(reason)).toMatch(/^[A-Z0-9a-z].*\.$/s)
  })

  it('never confirms without a link to a variant of the run, whatever was looked at', () => {
    const lists = ['policy', 'wire', 'datapath', 'observability', 'footprint'] as const
    const pairs = [equal, ahead, undecided].map((make) => (a: string, b: string) => make(a, b))
    fc.assert(
      fc.property(
        fc.subarray([...kindVariants], { minLength: 1 }),
        fc.subarray([...lists]),
        fc.array(
          fc.tuple(fc.constantFrom(...pairs), fc.constantFrom(...kindVariants), fc.constantFrom(...kindVariants)),
        ),
        (variants, empty, made) => {
          const shown = { ...someShown({}, variants), ...Object.fromEntries(empty.map((list) => [list, []])) }
          const comparisons = made.filter(([, a, b]) => a !== b).map(([make, a, b]) => make(a, b))
          const checked = grounds({ variants, shown, comparisons })
          const first = checkClaims(checked)
          expect(checkClaims(checked)).toEqual(first)
          for (const { verdict, links } of first.cells)
            if (verdict === 'confirmed')
              expect(links.some((link) => 'variant' in link && variants.some((id) => id === link.variant))).toBe(true)
          for (const link of first.cells.flatMap(({ links }) => links))
            if ('variant' in link) expect(variants).toContain(link.variant)
        },
      ),
    )
  })
})
