import { describe, expect, it } from 'vitest'
import { renderMarkdown } from '../../../../main/reports/markdown/page.ts'
import { leadingAnswers } from '../../../../main/reports/answer-blocks.ts'
import { answerTitle } from '../../../../main/words/en/answer-titles.ts'
import { caveatText } from '../../../../main/words/en/caveats.ts'
import { generatedRun } from '../../builders/generated-run.ts'

const input = generatedRun({ failing: true })
const markdown = renderMarkdown(input)

describe('the Markdown report', () => {
  it('gives the scorecard and the answers first, then numbers, method, environment and cost', () => {
    expect(markdown.match(/^## .*/gm)).toEqual([
      '## Scorecard',
      '## Answers',
      '## Why, and why not',
      '## Measurements',
      '## Limits',
      '## Failures',
      '## Variants',
      '## Method',
      '## Environment',
      '## Cost of the run',
    ])
    for (const answer of leadingAnswers(input)) expect(markdown).toContain(`### ${answerTitle(answer)}`)
    for (const caveat of input.findings.caveats) expect(markdown).toContain(`- ${caveatText(caveat)}`)
  })

  it('tells of dual stack where the run was on it', () => {
    const { run, findings } = input
    const dual = renderMarkdown({ run: { ...run, spec: { ...run.spec, ipFamily: 'dual' } }, findings })
    expect(dual).toContain(`mode on ${run.spec.runtime}, dual-stack, `)
    expect(dual).toContain('What was measured went over IPv4.')
    expect(markdown).not.toContain('dual-stack')
  })

  it('tells the noise floor of the machine that it was measured on, and nothing where there is none', () => {
    const { run, findings } = input
    const questions = [
      {
        probe: 'tcp-throughput',
        caseId: '1-stream',
        path: 'pod-pod/cross-node',
        metric: 'throughput',
        spread: 0.04,
      } as const,
    ]
    const noiseFloor = {
      measuredAt: '2026-11-27T16:00Z',
      runtime: 'netns',
      cnilab: '0.1.0',
      experiments: 60,
      questions,
    }
    const told = renderMarkdown({ run: { ...run, environment: { ...run.environment, noiseFloor } }, findings })
    expect(told).toMatch(/noise floor, measured 2026-11-27 on netns: .* 4\.0 %/)
    expect(markdown).not.toContain('noise floor')
  })

  it('has as many cells in each row of a table as in its header', () => {
    const tables = markdown.split('\n\n').filter((block) => block.startsWith('|'))
    expect(tables).toHaveLength(7)
    for (const table of tables) {
      const counts = table
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/(?<!\\)\|/).length)
      expect(new Set(counts).size).toBe(1)
    }
  })

  it('shows text as it is, whatever it holds', () => {
    const { run, findings } = input
    const environment = { ...run.environment, cpuModel: '<b>|_fast_*\n# CPU' }
    expect(renderMarkdown({ run: { ...run, environment }, findings })).toContain(
      '| \\<b\\>\\|\\_fast\\_\\* # CPU, 2 cores |',
    )
  })
})
