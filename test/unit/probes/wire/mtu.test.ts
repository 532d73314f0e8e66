import { describe, expect, it } from 'vitest'
import { parseTries } from '../../../../main/probes/wire/mtu.ts'
import { fixture } from '../../fixture.ts'

describe('sizes of packets that were tried', () => {
  it('reads what passed and what did not', () => {
    expect(parseTries('1500 failed\n576 passed\n')).toEqual([
      { bytes: 1500, passed: false },
      { bytes: 576, passed: true },
    ])
  })

  it('takes the size with which tracepath reached the host', () => {
    const traced = fixture('wire/tracepath-iputils-20221126.txt')
    expect(parseTries(traced)).toEqual([{ bytes: 1450, passed: true }])
    expect(parseTries(traced.replace(' reached', ''))).toEqual([])
  })
})
