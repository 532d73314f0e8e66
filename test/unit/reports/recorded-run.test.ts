import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HtmlValidate, StaticConfigLoader } from 'html-validate'
import { expect, it } from 'vitest'
import { renderHtml } from '../../../main/reports/html/page.ts'
import { renderText } from '../../../main/reports/text/page.ts'
import { readReport } from '../builders/read-report.ts'

const folder = join(import.meta.dirname, '../../fixtures/runs')
const recorded = readReport(readFileSync(join(folder, 'netns-tcp-quick.cnilab-0.1.0.json'), 'utf8'))

it('still reads the report of a run that 0.1.0 has made', () => {
  expect(recorded.run).toMatchObject({ state: 'complete', readings: { length: 36 } })
  expect(recorded.findings.answers.map(({ path }) => path)).toContain('pod-pod/cross-node')
})

it('shows a recorded run as valid HTML', async () => {
  const validator = new HtmlValidate(new StaticConfigLoader({ extends: ['html-validate:recommended'] }))
  const { results } = await validator.validateString(renderHtml(recorded))
  expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual([])
})

it('shows every cell of a recorded run in the table for a terminal', () => {
  const lines = renderText(recorded).split('\n')
  const headline = recorded.findings.cells.filter(({ metric }) => metric === 'throughput')
  expect(lines.filter((line) => line.startsWith('    netns/'))).toHaveLength(headline.length)
})
