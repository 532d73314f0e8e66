import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digCommand, lookupOf, lookups } from '../../../main/probes/dns/lookups.ts'
import { parseLookups } from '../../../main/probes/dns/parse.ts'
import { fixture } from '../fixture.ts'
import { detailsOf, givesMeasurementOrLabError, mutationsOf } from './mutations.ts'

const cold = fixture('dig/dig-9.18-cold.txt')
const searched = fixture('dig/dig-9.18-search-list.txt')
const absent = fixture('dig/dig-9.18-absent.txt')
const found = { status: 'NOERROR', names: 50 }

describe('lookups', () => {
  it('take the time of their query', () => {
    const { metrics, distributions } = parseLookups(cold, found)
    expect(distributions?.lookupMs).toHaveLength(50)
    expect(metrics).toMatchObject({ firstMs: 0.602, queriesPerLookup: 1, failedLookups: 0 })
    expect(metrics.lookupMs).toBeCloseTo(0.2495, 4)
  })

  it('by the search list take the time of all queries up to the right one', () => {
    const { metrics, distributions } = parseLookups(searched, found)
    expect(distributions?.lookupMs).toHaveLength(50)
    expect(metrics.queriesPerLookup).toBe(2)
    expect(metrics.firstMs).toBeCloseTo(1.034, 3)
  })

  it('of names that do not exist are right when that is the answer', () => {
    expect(parseLookups(absent, { status: 'NXDOMAIN', names: 50 }).metrics.failedLookups).toBe(0)
    expect(detailsOf(() => parseLookups(absent, found))).toMatchObject({
      code: 'probe-failed',
      message: 'of 50 names 0 were answered with NOERROR (NXDOMAIN).',
    })
  })

  it('without an answer are counted, and too many of them are none', () => {
    const silent = ';; communications error to 10.96.0.10#53: timed out\n;; no servers could be reached\n'
    const parts = cold.split(/^(?=;; Got answer:)/m)
    const withSilent = (count: number) => silent.repeat(count) + parts.slice(count).join('')
    const { metrics } = parseLookups(withSilent(1), found)
    expect(metrics.failedLookups).toBe(1)
    expect(detailsOf(() => parseLookups(withSilent(4), found))?.message).toContain('(no answer to 4)')
  })

  it('give finite numbers, or say why not, whatever was printed', () => {
    const parse = (stdout: string) => parseLookups(stdout, found)
    fc.assert(
      fc.property(fc.constantFrom(cold, searched).chain(mutationsOf), (output) =>
        givesMeasurementOrLabError(parse, output),
      ),
      { numRuns: 300 },
    )
  })
})

describe('what is looked up', () => {
  it('are other names in another round, where no cache may hold them', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), (seed) => {
        for (const id of ['cold', 'absent']) {
          const names = lookupOf(id)?.names(seed) ?? []
          const later = lookupOf(id)?.names((seed + 7919) >>> 0) ?? []
          expect(new Set([...names, ...later]).size).toBe(names.length + later.length)
        }
      }),
    )
  })

  it('are addresses of Pods that can be', () => {
    for (const name of lookupOf('cold')?.names(4_000_000_000) ?? [])
      expect(name).toMatch(/^10-(\d{1,3})-(\d{1,3})-(\d{1,3})\.cnilab\.pod\.cluster\.local\.$/)
  })

  it('is asked by the search list only where that is the case', () => {
    const asking = lookups.filter((lookup) => digCommand(lookup, 1).includes('+search')).map(({ id }) => id)
    expect(asking).toEqual(['search-list'])
  })
})
