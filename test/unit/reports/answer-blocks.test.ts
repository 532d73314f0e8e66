import { describe, expect, it } from 'vitest'
import type { Block, ChartBlock } from '../../../main/blocks/block.ts'
import { referencePath } from '../../../main/experiment/paths.ts'
import { gravestFirst } from '../../../main/findings/caveat.ts'
import { answerAnchor } from '../../../main/reports/anchors.ts'
import { answerBlocks, answerChart, foldedLimits, limitLine } from '../../../main/reports/answer-blocks.ts'
import { answerTitle } from '../../../main/words/en/answer-titles.ts'
import { caveatName, caveatText } from '../../../main/words/en/caveats.ts'
import { ratioWords } from '../../../main/words/en/quantity.ts'
import { generatedRun } from '../builders/generated-run.ts'
import { aLatencyProbe, aThroughputProbe } from '../builders/run-events.ts'

const shown = generatedRun({ probes: [aLatencyProbe(), aThroughputProbe()] })
const { findings } = shown
const blocks = answerBlocks(shown)
const charts = (some: readonly Block[]): readonly ChartBlock[] =>
  some.flatMap((block) => (block.kind === 'chart' ? [block] : block.kind === 'section' ? charts(block.blocks) : []))

describe('the answers of a run', () => {
  it('begin with those of the scorecard, whatever was measured first', () => {
    const [question] = findings.scorecard.rows.flatMap((row) => row.question ?? [])
    expect(question).toMatchObject({ probe: 'tcp-throughput', path: 'pod-pod/cross-node' })
    expect(blocks[0]).toMatchObject({ kind: 'chart', anchor: question && answerAnchor(question) })
  })

  it('are a chart each, without the reference path, those that nobody asks first folded', () => {
    const told = findings.answers.filter(({ path }) => path !== referencePath)
    expect(
      charts(blocks)
        .map(({ title }) => title)
        .toSorted(),
    ).toEqual(told.map(answerTitle).toSorted())
    expect(blocks.filter(({ kind }) => kind === 'chart')).toHaveLength(1)
    expect(blocks.filter((block) => block.kind === 'section' && block.isFolded)).toHaveLength(2)
  })

  it('are about the reference where nothing else was measured', () => {
    const only = generatedRun({ probes: [aThroughputProbe({ paths: ['host-host'] })] })
    expect(JSON.stringify(answerBlocks(only))).toContain('host-host')
  })

  it('are none where nothing was measured', () => {
    expect(answerBlocks({ ...shown, findings: { ...findings, answers: [] } })).toMatchObject([
      { kind: 'prose', texts: ['Nothing was measured, so there is nothing to say.'] },
    ])
  })

  it('have the same ratio and interval in the chart as in the words beside it, the value of this machine after it', () => {
    for (const answer of findings.answers) {
      const [drawn] = answerChart(answer, shown).charts
      const rows = drawn?.chart.as === 'intervals' ? drawn.chart.rows : []
      expect(rows).toHaveLength(1 + answer.others.length)
      for (const { variant, effect } of answer.others) {
        const row = rows.find((each) => each.variant === variant)
        expect(row).toMatchObject({ value: effect?.median, low: effect?.interval?.low, high: effect?.interval?.high })
        expect(row?.text).toMatch(/ here$/)
        expect(effect && row?.text.startsWith(ratioWords(effect))).toBe(true)
      }
    }
  })
})

describe('the limits of a run', () => {
  it('are one line that counts them and names the gravest two; behind it are all', () => {
    const { findings: limited } = generatedRun({ rounds: 3, failing: true })
    const [gravest, next] = gravestFirst(limited.caveats)
    expect(limited.caveats.length).toBeGreaterThan(2)
    expect(limitLine(limited)).toBe(
      `Limits: ${String(limited.caveats.length)}, the two that matter most: ${[gravest, next].flatMap((each) => (each ? [caveatName(each)] : [])).join('; ')}.`,
    )
    const [folded] = foldedLimits(limited)
    expect(folded).toMatchObject({ kind: 'section', isFolded: true, title: limitLine(limited) })
    for (const caveat of limited.caveats) expect(JSON.stringify(folded)).toContain(caveatText(caveat))
  })

  it('are nothing where there are none', () => {
    expect(foldedLimits({ caveats: [] })).toEqual([])
  })
})
