import { describe, expect, it } from 'vitest'
import { isTrustedSender } from '../../../main/app/sender.ts'

describe('isTrustedSender', () => {
  it('trusts the page in the main frame', () => {
    expect(isTrustedSender({ url: 'app://lab/#/history', parent: null })).toBe(true)
  })

  it('trusts no frame in it, no other page, and no frame that is gone', () => {
    expect(isTrustedSender({ url: 'app://lab/', parent: {} })).toBe(false)
    expect(isTrustedSender({ url: 'https://example.org/', parent: null })).toBe(false)
    expect(isTrustedSender({ url: 'data:text/html,x', parent: null })).toBe(false)
    expect(isTrustedSender(null)).toBe(false)
    expect(isTrustedSender(undefined)).toBe(false)
  })
})
