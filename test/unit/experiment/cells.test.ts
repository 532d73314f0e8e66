import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf } from '../../../main/experiment/cells.ts'
import { trafficPaths } from '../../../main/experiment/paths.ts'
import { measuring, onWish } from '../builders/probes.ts'

const probes = [...measuring, ...onWish]

describe('cellsOf', () => {
  it('has each case of each probe once a path, the baseline first, in the order of paths', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...trafficPaths]), (paths) => {
        const measured = cellsOf(probes, paths).map(({ path }) => path)
        const asked = trafficPaths.filter((path) => path === 'host-host' || paths.includes(path))
        const expected = asked.flatMap((path) =>
          probes.filter((probe) => probe.paths.includes(path)).flatMap(({ cases }) => cases.map(() => path)),
        )
        expect(measured).toEqual(expected)
      }),
    )
  })
})
