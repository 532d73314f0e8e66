import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf } from '../../../main/experiment/cells.ts'
import { trafficPaths } from '../../../main/experiment/paths.ts'
import { measuring as probes } from '../builders/probes.ts'

describe('cellsOf', () => {
  it('has each case of each probe once a path, the baseline first, in the order of paths', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...trafficPaths]), (paths) => {
        const measured = cellsOf(probes, paths).map(({ path }) => path)
        const expected = trafficPaths.filter((path) => path === 'host-host' || paths.includes(path))
        expect([...new Set(measured)]).toEqual(expected)
        expect(measured).toHaveLength(expected.length * probes.flatMap(({ cases }) => cases).length)
      }),
    )
  })
})
