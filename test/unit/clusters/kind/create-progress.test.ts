import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCreateLine } from '../../../../main/clusters/kind/create-progress.ts'
import { fixture } from '../../fixture.ts'

const parsed = (name: string) =>
  fixture(`kind/kind-0.33.0-${name}.txt`)
    .split('\n')
    .filter((line) => line !== '')
    .map(parseCreateLine)

const steps = [
  'Ensuring node image (kindest/node:v1.34.4)',
  'Preparing nodes',
  'Writing configuration',
  'Starting control-plane',
  'Installing StorageClass',
  'Joining worker nodes',
]

describe('parseCreateLine', () => {
  it('reads the steps of a creation, each begun and ended under the same title', () => {
    const lines = parsed('create').filter(({ kind }) => kind !== 'other')
    expect(lines).toEqual(
      steps.flatMap((title) => [
        { kind: 'begun', title },
        { kind: 'ended', title, ok: true },
      ]),
    )
  })

  it('leaves what is no step to the log', () => {
    const others = parsed('create').flatMap((line) => (line.kind === 'other' ? [line.text] : []))
    expect(others[0]).toBe('using docker due to KIND_EXPERIMENTAL_PROVIDER')
    expect(others.at(-1)).toBe('Have a nice day! 👋')
  })

  it('reads a step that failed, and the reason', () => {
    const title = 'Ensuring node image (kindest/no-such:v9)'
    expect(parsed('create-bad-image')).toContainEqual({ kind: 'ended', title, ok: false })
    const error = parsed('create-bad-image').find((line) => line.kind === 'error')
    expect(error?.message).toMatch(/^failed to create cluster: failed to pull image "kindest\/no-such:v9"/)
  })

  it('reads that a name is taken', () => {
    expect(parsed('create-name-clash').at(-1)).toEqual({
      kind: 'error',
      message: 'failed to create cluster: node(s) already exist for a cluster with the name "fixture-rec"',
    })
  })

  it('reads a creation that was ended half-way as one whose last step has only begun', () => {
    expect(parsed('create-killed').at(-1)).toEqual({ kind: 'begun', title: 'Starting control-plane' })
  })

  it('takes steps and symbols that it does not know', () => {
    expect(parseCreateLine(' ✓ Installing CNI 🔌')).toEqual({ kind: 'ended', title: 'Installing CNI', ok: true })
    expect(parseCreateLine(' ✓ Weaving spells 🪄👩‍🚀')).toMatchObject({ title: 'Weaving spells' })
    expect(parseCreateLine(' ⚠ Something')).toEqual({ kind: 'other', text: ' ⚠ Something' })
  })

  it('reads any text without an error and without losing a line', () => {
    const marked = fc.tuple(fc.constantFrom('', ' • ', ' ✓ ', ' ✗ ', 'ERROR: '), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          marked.map(([mark, text]) => mark + text),
        ),
        (line) => {
          const result = parseCreateLine(line)
          if (result.kind === 'other') expect(result.text).toBe(line)
          if (result.kind === 'error') expect(line).toContain(result.message)
        },
      ),
    )
  })
})
