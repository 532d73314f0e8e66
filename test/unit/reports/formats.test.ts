import { expect, it } from 'vitest'
import type { ReportFormat } from '../../../main/reports/format.ts'
import { formats } from '../../../main/reports/formats.ts'
import { generatedRun } from '../builders/generated-run.ts'

const input = generatedRun({ rounds: 2 })

it('renders every format it offers, each with what was compared', async () => {
  expect(formats.ids).toEqual(['brief-pdf', 'brief', 'html', 'markdown', 'csv', 'json', 'text', 'pdf', 'lab'])
  for (const id of formats.ids) expect(await formats.get(id).render(input)).toContain('flannel/vxlan')
})

it('takes a format from elsewhere, and knows no other', async () => {
  const lines: ReportFormat = {
    id: 'lines',
    title: 'A line a variant',
    extension: 'lines',
    mediaType: 'text/plain',
    render: ({ run }) => Promise.resolve(run.variants.map(({ id }) => id).join('\n')),
  }
  using added = formats.add(lines)
  expect(added).toBeDefined()
  expect(await formats.get('lines').render(input)).toContain('flannel/vxlan\n')
  expect(() => formats.get('toString')).toThrow(/There is no format of this name/)
})
