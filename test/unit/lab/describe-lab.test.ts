import { expect, it } from 'vitest'
import { describedPaths, describedProbes } from '../../../main/lab/describe-lab.ts'
import { probes } from '../../../main/probes/index.ts'

it('describes whatever probes there are, with the runtimes that have what they need', () => {
  const [first] = probes.all()
  if (!first) throw new Error('there is no probe')
  using _added = probes.add({
    ...first,
    id: 'added',
    repeat: 'once',
    needs: ['services'],
    takesPolicies: true,
    onWish: true,
  })
  expect(describedProbes().map(({ id }) => id)).toEqual(probes.ids)
  expect(describedProbes().at(-1)).toMatchObject({
    ...{ id: 'added', repeat: 'once', runtimes: ['kind'], takesPolicies: true, onWish: true },
    typicalMs: expect.any(Number) as number,
  })
})

it('tells what takes as long as its mode says by no time of its own', () => {
  const everyRound = describedProbes().filter(({ repeat }) => repeat === 'each-round')
  expect(everyRound.every(({ typicalMs }) => typicalMs === undefined)).toBe(true)
})

it('describes every path that traffic takes', () => {
  expect(describedPaths().find(({ id }) => id === 'pod-service')?.runtimes).toEqual(['kind'])
})
