import { ApiException } from '@kubernetes/client-node'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain } from '../../../../main/clusters/kubernetes/api-error.ts'
import { LabError } from '../../../../main/system/errors.ts'
import { jsonFixture } from '../../fixture.ts'

const recorded = (name: string) => {
  const { code, body } = jsonFixture(`kubernetes/kubernetes-1.34.4-${name}.json`) as { code: number; body: string }
  return new ApiException(code, 'Unsuccessful HTTP Request', body, {})
}
const thrownValues = fc.oneof(
  fc.string(),
  fc.constantFrom(null, undefined, 0),
  fc.record({ message: fc.jsonValue({ maxDepth: 0 }) }),
  fc.record({ code: fc.integer(), body: fc.jsonValue() }),
  fc.record({ code: fc.integer(), body: fc.json() }),
  fc.string().map((message) => new Error(message)),
)
const messageOf = (error: unknown) => explain(error, 'Cannot apply').details.message

describe('explain', () => {
  it("gives the server's own words", () => {
    expect(messageOf(recorded('api-422'))).toMatch(/^the API server answered 422: Pod "Bad_Name" is invalid: /)
    expect(messageOf(recorded('api-404'))).toBe('the API server answered 404: namespaces "no-such-namespace" not found')
  })

  it('gives the code alone where the answer is no status', () => {
    expect(messageOf(new ApiException(502, 'Bad Gateway', '<html>', {}))).toBe('the API server answered 502')
  })

  it('gives the cause where there was no answer', () => {
    const refused = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:6443') })
    expect(messageOf(refused)).toBe('connect ECONNREFUSED 127.0.0.1:6443')
  })

  it('gives the message of the event with which a WebSocket fails', () => {
    expect(messageOf({ type: 'error', message: 'Unexpected server response: 404' })).toBe(
      'Unexpected server response: 404',
    )
  })

  it('keeps a LabError as it is', () => {
    const error = new LabError({ code: 'not-ready', title: 'a', message: 'b' })
    expect(explain(error, 'Cannot apply')).toBe(error)
  })

  it('makes a LabError of anything', () => {
    fc.assert(
      fc.property(thrownValues, (thrown) => {
        expect(explain(thrown, 'Cannot apply').details).toMatchObject({ code: 'cluster-failed', title: 'Cannot apply' })
      }),
    )
  })
})
