import type { ReportFormat } from './format.ts'

const render: ReportFormat['render'] = async (input) => (await import('./json.ts')).renderJson(input)

export const jsonFormat: ReportFormat = {
  id: 'json',
  title: 'JSON with raw outputs, can be read back',
  extension: 'json',
  mediaType: 'application/json',
  isLeftByRuns: true,
  render,
}

/** The same, named so that another lab opens it. */
export const runFileFormat: ReportFormat = {
  id: 'lab',
  title: 'Run file, to open in another CNI Lab',
  extension: 'cnilab',
  mediaType: 'application/x-cnilab-run',
  render,
}
