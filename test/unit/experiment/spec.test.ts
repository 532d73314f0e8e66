import { describe, expect, it } from 'vitest'
import { experimentSpecSchema, resolvedSpecSchema } from '../../../main/experiment/spec.ts'

const asked = { runtime: 'kind', variants: ['kindnet'], probes: [], paths: ['pod-service'], mode: 'quick', keep: false }
const resolved = {
  runtime: 'kind',
  mode: 'quick',
  seed: 1,
  rounds: 3,
  maxRounds: 3,
  intensity: { durationS: 3, requests: 400 },
  paths: ['host-host'],
}

describe('what is asked for', () => {
  it('may be less than what can be started, while it is being chosen', () => {
    expect(experimentSpecSchema.parse(asked)).toEqual(asked)
  })

  it.each([
    ['a field that there is not', { speed: 1 }],
    ['a name that is none', { variants: ['../x'] }],
    ['a path that is none', { paths: ['cluster'] }],
    ['no rounds', { rounds: 0 }],
    ['half a second', { durationS: 0.5 }],
    ['too many policies', { userPolicies: 'x'.repeat(64 * 1024 + 1) }],
  ])('is refused with %s', (_what, change) => {
    expect(experimentSpecSchema.safeParse({ ...asked, ...change }).success).toBe(false)
  })
})

describe('what a record says was asked for', () => {
  it('is read as it was written', () => {
    expect(resolvedSpecSchema.parse({ ...resolved, userPolicies: 'mine' })).toEqual({
      ...resolved,
      userPolicies: 'mine',
    })
    expect(resolvedSpecSchema.parse(resolved)).toEqual(resolved)
  })
})
