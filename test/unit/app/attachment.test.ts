import { describe, expect, it } from 'vitest'
import { parseAttachment } from '../../../main/app/attachment.ts'

describe('parseAttachment', () => {
  it('takes what `cnilab serve` prints', () => {
    const text = 'http://127.0.0.1:4242/open?token=abc-_1'
    expect(parseAttachment(text)).toEqual({ origin: 'http://127.0.0.1:4242', openUrl: text })
    expect(parseAttachment('http://[::1]:4242/open?token=a').origin).toBe('http://[::1]:4242')
  })

  it.each([
    ['nonsense', 'not an address'],
    ['https://127.0.0.1:1/open?token=a', 'not http'],
    ['http://127.0.0.1.example.org/open?token=a', 'not this machine'],
    ['http://user@192.168.0.7/open?token=a', 'not this machine'],
    ['http://127.0.0.1:1/open', 'no token'],
    ['http://127.0.0.1:1/open?token=', 'no token'],
    ['http://127.0.0.1:1/?token=a', 'no token'],
  ])('refuses %s, and says why', (text, why) => {
    expect(() => parseAttachment(text)).toThrow(why)
  })
})
