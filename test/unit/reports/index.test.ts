import { expect, it } from 'vitest'
import type { ReportFormat } from '../../../main/reports/format.ts'
import { formats, renderReport } from '../../../main/reports/index.ts'
import { generatedRun } from '../builders/generated-run.ts'

const input = generatedRun({ rounds: 2 })

it('renders every format it offers, each with what was compared', () => {
  expect(formats.ids).toEqual(['html', 'markdown', 'csv', 'json', 'text', 'pdf', 'lab'])
  for (const id of formats.ids) expect(renderReport(id, input)).toContain('flannel/vxlan')
})

it('takes a format from elsewhere, and knows no other', () => {
  const lines: ReportFormat = {
    id: 'lines',
    title: 'A line a variant',
    extension: 'lines',
    mediaType: 'text/plain',
    render: ({ run }) => run.variants.map(({ id }) => id).join('\n'),
  }
  using added = formats.add(lines)
  expect(added).toBeDefined()
  expect(renderReport('lines', input)).toContain('flannel/vxlan\n')
  expect(() => renderReport('toString', input)).toThrow(/There is no format of this name/)
})
