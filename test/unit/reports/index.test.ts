import { expect, it } from 'vitest'
import { formats, isReportFormat, renderReport } from '../../../main/reports/index.ts'
import { generatedRun } from '../builders/generated-run.ts'

it('renders every format it offers, each in its own way', () => {
  const input = generatedRun({ rounds: 2 })
  const reports = Object.keys(formats)
    .filter(isReportFormat)
    .map((format) => renderReport(format, input))
  expect(reports).toHaveLength(5)
  expect(new Set(reports).size).toBe(5)
  for (const report of reports) expect(report).toContain('flannel/vxlan')
})

it('knows a format by its name only', () => {
  expect(isReportFormat('html')).toBe(true)
  expect(isReportFormat('toString')).toBe(false)
})
