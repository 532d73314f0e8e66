import { describe, expect, it } from 'vitest'
import type { TableBlock } from '../../../main/blocks/block.ts'
import { plainText } from '../../../main/blocks/content.ts'
import { answerBlocks } from '../../../main/reports/answer-blocks.ts'
import { answerSentence } from '../../../main/words/en/answers.ts'
import { generatedRun } from '../builders/generated-run.ts'
import { aLatencyProbe, aThroughputProbe } from '../builders/run-events.ts'

const shown = generatedRun({ probes: [aLatencyProbe(), aThroughputProbe()], rounds: 12 })
const { run, findings } = shown
const [lead, ...others] = answerBlocks(shown)
const [sentence, table] = lead?.kind === 'section' ? lead.blocks : []
const rowsOf = (tables: readonly unknown[]) =>
  (tables as readonly TableBlock[]).flatMap(({ groups }) => groups.flatMap(({ rows }) => rows))

describe('the answers of a run', () => {
  it('begin with throughput between nodes, whatever was measured first', () => {
    const answer = findings.answers.find(
      ({ probe, path }) => probe === 'tcp-throughput' && path === 'pod-pod/cross-node',
    )
    expect(lead).toMatchObject({ title: 'How fast does TCP go?' })
    expect(sentence).toMatchObject({
      tone: 'lead',
      texts: [
        answer && answerSentence(answer, { probes: run.probes, cells: findings.cells }),
        { text: 'difference shown' },
      ],
    })
  })

  it('are told once each, under their question, the lead’s first, without the baseline', () => {
    expect(others.map((block) => block.kind === 'table' && block.caption)).toEqual([
      'How long does an HTTP request take?',
    ])
    const told = rowsOf([table, ...others]).map(({ cells }) => plainText(cells[0] ?? ''))
    expect(new Set(told).size).toBe(5)
    expect(told).toHaveLength(5)
    expect(told.join()).not.toContain('host-host')
  })

  it('are about the baseline where nothing else was measured', () => {
    const [only] = answerBlocks(generatedRun({ probes: [aThroughputProbe({ paths: ['host-host'] })] }))
    expect(JSON.stringify(only)).toContain('host-host')
  })

  it('are folded where there are so many that they stand in the way of the charts', () => {
    const cases = Array.from({ length: 5 }, (_, n) => ({ id: `case-${String(n)}`, title: `Case ${String(n)}` }))
    const [many] = answerBlocks(generatedRun({ probes: [aThroughputProbe({ cases })] }))
    const [, rest] = many?.kind === 'section' ? many.blocks : []
    expect(rest).toMatchObject({ kind: 'section', isFolded: true, title: 'On other paths and in other cases' })
    expect(table).toMatchObject({ kind: 'table' })
    expect(rowsOf(rest?.kind === 'section' ? rest.blocks : [])).toHaveLength(14)
  })

  it('are none where nothing was measured', () => {
    expect(answerBlocks({ run, findings: { ...findings, answers: [] } })).toMatchObject([
      { kind: 'prose', texts: ['Nothing was measured, so there is nothing to say.'] },
    ])
  })
})
