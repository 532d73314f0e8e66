import { describe, expect, it } from 'vitest'
import { readKubernetesYaml } from '../../../main/system/kubernetes-yaml.ts'

const valueOf = (scalar: string) => (readKubernetesYaml(`a: ${scalar}`) as [{ a: unknown }])[0].a

describe('YAML as kubectl reads it', () => {
  it.each([
    ['yes', true],
    ['Off', false],
    ['y', true],
    ['017', 15],
    ['0o17', 15],
    ['008', 8],
    ['-0x1f', -31],
    ['0b101', 5],
    ['1_000', 1000],
    ['8_080', 8080],
    ['1.10', 1.1],
    ['1e5', 100000],
    ['~', null],
    ['', null],
    ['.inf', Infinity],
  ])('%s is no text', (scalar, value) => {
    expect(valueOf(scalar)).toBe(value)
  })

  it.each(['2026-01-02', '12:30:45', 'yEs', '1.2.3', '_1', '0x', 'NaN', '1.2e', 'nope', '="'])(
    '%s is text',
    (scalar) => {
      expect(valueOf(scalar)).toBe(scalar)
    },
  )

  it('takes what is in quotes, or tagged, for what it is said to be', () => {
    expect([`"yes"`, `'017'`, '!!str on', '!!float 3'].map(valueOf)).toEqual(['yes', '017', 'on', 3])
  })

  it('merges, of one mapping and of several; what stands beside wins', () => {
    const yaml = 'a: &a {x: 1, z: 1}\nb: &b {x: 2, w: 2}\nc:\n  z: 3\n  <<: [*a, *b]\nd: {"<<": kept}\n'
    expect(readKubernetesYaml(yaml)).toEqual([
      { a: { x: 1, z: 1 }, b: { x: 2, w: 2 }, c: { z: 3, x: 1, w: 2 }, d: { '<<': 'kept' } },
    ])
  })

  it('refuses what is broken, and tags that it does not know, with the document', () => {
    expect(() => readKubernetesYaml('a: 1\n---\na: [')).toThrow(/^Document 2: /)
    expect(() => readKubernetesYaml('a: !Ref b')).toThrow(/^Document 1: Unresolved tag: !Ref/)
  })
})
