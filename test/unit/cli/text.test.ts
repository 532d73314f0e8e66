import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { list, time, wholeNumber } from '../../../main/cli/arguments.ts'
import { columns } from '../../../main/cli/columns.ts'
import { errorText } from '../../../main/cli/print-error.ts'

describe('list', () => {
  it('reads names between commas', () => {
    expect(list('kindnet, flannel/vxlan')).toEqual(['kindnet', 'flannel/vxlan'])
  })

  it.each(['', ',', 'a,', 'a,,b'])('refuses "%s"', (text) => {
    expect(() => list(text)).toThrow('separated by commas')
  })
})

describe('time', () => {
  const read = time({ least: 60_000, most: 7_200_000 })

  it('is in seconds, minutes or hours', () => {
    expect(['90s', '10m', '2h'].map(read)).toEqual([90_000, 600_000, 7_200_000])
  })

  it.each(['10', 'm', '1.5h', '30s', '3h', '-5m', ''])('is not %j', (text) => {
    expect(() => read(text)).toThrow('from 1m to 2h')
  })
})

describe('wholeNumber', () => {
  it('reads every number in its bounds, and no other text', () => {
    const read = wholeNumber({ least: 1, most: 100 }, 'seconds')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (value) => {
        expect(read(String(value))).toBe(value)
      }),
    )
    for (const text of ['0', '101', '-1', '1.5', '1e1', '', ' 1', '0x1', 'NaN'])
      expect(() => read(text)).toThrow('from 1 to 100 (seconds)')
  })
})

describe('columns', () => {
  it('aligns all but the last', () => {
    expect(
      columns([
        ['a', 'b', 'c'],
        ['long', '', 'd e'],
      ]),
    ).toBe('a     b  c\nlong     d e')
  })

  it('takes rows of different lengths', () => {
    expect(columns([['a'], ['bb', 'c']])).toBe('a\nbb  c')
    expect(columns([])).toBe('')
  })
})

describe('errorText', () => {
  it('says what was being done, what happened, what was run, and what to do', () => {
    const text = errorText({
      title: 'Cannot create the cluster cnilab-a',
      message: 'Docker is not running.',
      command: 'docker info',
      stderrTail: 'Cannot connect to the Docker daemon.\nIs it running?',
      hint: 'Start Docker.',
    })
    expect(text.split('\n')).toEqual([
      'Cannot create the cluster cnilab-a: Docker is not running.',
      '  $ docker info',
      '  Cannot connect to the Docker daemon.',
      '  Is it running?',
      '  Start Docker.',
    ])
  })

  it('does not say the same twice, and nothing that is not there', () => {
    expect(errorText({ title: 'Cannot pull', message: 'denied', stderrTail: 'denied\n' })).toBe('Cannot pull: denied')
  })
})
