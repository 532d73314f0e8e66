import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { troubleshooting } from '../../../../main/clusters/known-causes/troubleshooting.ts'
import { explanationOf, fixOn, innermostWords, knownCauses } from '../../../../main/clusters/known-causes/explain.ts'

const platforms = ['linux', 'darwin', 'win32'] as const

describe('the table of known causes', () => {
  it('names each once, with a fix on every platform and where it is known from', () => {
    expect(new Set(knownCauses.map(({ id }) => id)).size).toBe(knownCauses.length)
    for (const { id, fix, source, cause } of knownCauses) {
      expect(
        platforms.map((platform) => fixOn(fix, platform)).every((text) => text.length > 5),
        id,
      ).toBe(true)
      expect(source.length, id).toBeGreaterThan(5)
      expect(cause ?? 'x', id).not.toMatch(/[.]$/)
    }
  })

  it('is what docs/troubleshooting.md says; node scripts/troubleshooting.ts writes it', () => {
    const written = readFileSync(new URL('../../../../docs/troubleshooting.md', import.meta.url), 'utf8')
    expect(written).toBe(troubleshooting())
  })

  it('is looked through in a moment, however long the text is', { timeout: 5_000 }, () => {
    expect(explanationOf('a: '.repeat(200_000))).toBeUndefined()
    expect(explanationOf('a: [x]\n'.repeat(20_000))).toBeUndefined()
  })
})

describe('innermost words', () => {
  it.each([
    [
      'ERROR: failed to create cluster: failed to list nodes: command "docker ps" failed with error: exit status 1\n',
      'failed to list nodes',
    ],
    ["ERROR: x\n\nCommand Output: one\ntwo\n\nRun 'docker run --help' for more information\n", 'two'],
    ['ERROR: failed to create cluster: plain words\n', 'plain words'],
    ['nothing of the kind', undefined],
  ])('%s', (text, words) => {
    expect(innermostWords(text)).toBe(words)
  })
})
