import { describe, expect, it } from 'vitest'
import { LabError, toLabErrorDetails } from '../../../main/system/errors.ts'

describe('toLabErrorDetails', () => {
  const error = new LabError({ code: 'not-ready', title: 'The nodes did not get ready', message: 'after 5 s.' })

  it('gives the details of a LabError as they are', () => {
    expect(toLabErrorDetails(error, 'Cannot test')).toBe(error.details)
  })

  it.each([
    [new TypeError('x is undefined'), 'x is undefined'],
    ['a text', 'a text'],
    [undefined, 'undefined'],
  ])('gives anything else the title of what was being done: %s', (thrown, message) => {
    expect(toLabErrorDetails(thrown, 'Cannot test')).toEqual({ code: 'internal', title: 'Cannot test', message })
  })

  it('tells the first failure before that of undoing it', async () => {
    const failing = async () => {
      await using undo = new AsyncDisposableStack()
      undo.defer(() => Promise.reject(new Error('nodes are still there.')))
      throw await Promise.resolve(error)
    }
    const thrown: unknown = await failing().catch((caught: unknown) => caught)
    expect(toLabErrorDetails(thrown, 'Cannot test')).toEqual({
      ...error.details,
      message: 'after 5 s. Undoing it failed: nodes are still there.',
    })
  })
})
