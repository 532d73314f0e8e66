import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineProbe } from '../../../main/probes/probe.ts'
import { onceAtCluster } from '../../../main/probes/whole-cluster.ts'
import { evidenceSections } from '../../../main/reports/evidence-sections.ts'
import { generatedRun } from '../builders/generated-run.ts'
import { anError } from '../builders/run-events.ts'

const jumbo = defineProbe({
  ...onceAtCluster,
  id: 'jumbo',
  title: 'Checking jumbo frames',
  question: 'Do large frames pass?',
  section: 'Large frames',
  needs: [],
  yields: 'verdicts',
  record: z.object({ passed: z.boolean() }),
  typicalMs: () => 1,
  run: () => Promise.resolve({ passed: true }),
  derive: (readings) => readings.at(-1)?.record.passed === true,
  overview: [{ title: 'Jumbo frames', of: (passed) => (passed ? 'pass' : 'dropped') }],
  view: (variants) => [
    {
      kind: 'prose',
      as: 'list',
      texts: variants.map(({ variant, facts }) => ({ variant, text: facts ? 'They pass.' : 'They are dropped.' })),
    },
  ],
})
const another = { ...jumbo, id: 'another', overview: [] }

const { run, findings } = generatedRun({ variants: ['kindnet', 'flannel/vxlan'], rounds: 1 })
const shown = (change: Partial<typeof findings>) => ({ run, findings: { ...findings, ...change } })
const facts = [{ probe: 'jumbo', variants: [{ variant: 'flannel/vxlan', facts: true }] }]
const gaps = [{ variant: 'kindnet', probe: 'jumbo', error: anError({ title: 'Cannot send frames' }) }]

describe('the sections of what each CNI does', () => {
  it('show a probe that nobody else knows, in the overview and under its own heading', () => {
    const sections = evidenceSections(shown({ facts }), [jumbo])
    expect(sections.map(({ id, title }) => [id, title])).toEqual([
      ['overview', 'What each CNI does'],
      ['large-frames', 'Large frames'],
      ['claims', 'Claims'],
    ])
    expect(sections[0]?.blocks).toMatchObject([
      {
        columns: [{ title: 'Variant' }, { title: 'Jumbo frames' }],
        groups: [
          {
            rows: [{ head: 'flannel/vxlan', cells: [[{ text: 'pass', to: 'large-frames', option: 'flannel/vxlan' }]] }],
          },
        ],
      },
    ])
    expect(sections[1]?.blocks).toMatchObject([{ texts: [{ text: 'They pass.' }] }])
  })

  it('put probes of one heading into one section', () => {
    const both = [...facts, { probe: 'another', variants: [{ variant: 'kindnet', facts: false }] }]
    const sections = evidenceSections(shown({ facts: both }), [jumbo, another])
    expect(sections.filter(({ id }) => id === 'large-frames')).toHaveLength(1)
    expect(sections.find(({ id }) => id === 'large-frames')?.blocks).toHaveLength(2)
  })

  it('show a probe that is read in each round like one that is read once', () => {
    const sections = evidenceSections(shown({ facts }), [{ ...jumbo, repeat: 'each-round' }])
    expect(sections.find(({ id }) => id === 'large-frames')?.blocks).toMatchObject([
      { texts: [{ text: 'They pass.' }] },
    ])
  })

  it('say what could not be read, and that it says nothing of the CNI', () => {
    const [section] = evidenceSections(shown({ gaps }), [jumbo])
    expect(section).toMatchObject({
      id: 'large-frames',
      blocks: [{ kind: 'error', variant: 'kindnet', error: { title: 'Cannot send frames' } }],
    })
  })

  it('are none where nothing was inspected', () => {
    expect(evidenceSections(shown({}), [jumbo])).toEqual([])
  })
})
