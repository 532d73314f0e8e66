import { describe, expect, it } from 'vitest'
import { exportFileName, exportRun } from '../../../main/lab/export-run.ts'
import { importRun } from '../../../main/lab/import-run.ts'
import { formats } from '../../../main/reports/formats.ts'
import { renderJson } from '../../../main/reports/json.ts'
import { generatedRun } from '../builders/generated-run.ts'
import { detailsOf } from '../error-details.ts'
import { aStore } from './run-lab.ts'

const { signal } = new AbortController()
function aStoreWithRun() {
  const store = aStore()
  return { store, ...importRun(store, renderJson(generatedRun({ rounds: 2 }))) }
}

describe('exporting a run', () => {
  it.each(formats.ids)('gives a file as %s', async (format) => {
    const { store, runId } = aStoreWithRun()
    const printed: string[] = []
    const printPdf = (html: string) => {
      printed.push(html)
      return Promise.resolve(Buffer.from('%PDF-1.4'))
    }
    const { extension, mediaType, suffix, isPrinted = false } = formats.get(format)
    const file = await exportRun(store, runId, { format }, { printPdf, signal })
    expect(file).toMatchObject({
      fileName: `cnilab-${runId}${suffix === undefined ? '' : `-${suffix}`}.${extension}`,
      mediaType,
    })
    expect(file.content).not.toBe('')
    expect(file.encoding).toBe(isPrinted ? 'base64' : 'utf8')
    expect(printed).toHaveLength(isPrinted ? 1 : 0)
    if (isPrinted) expect(Buffer.from(file.content, 'base64').toString()).toBe('%PDF-1.4')
  })

  it('gives a run file that another lab reads', async () => {
    const { store, runId } = aStoreWithRun()
    const { content } = await exportRun(
      store,
      runId,
      { format: 'lab' },
      { printPdf: () => Promise.reject(new Error()), signal },
    )
    const other = aStore()
    expect(importRun(other, content)).toEqual({ runId, isNew: true })
    expect(other.run(runId)).toEqual(store.run(runId))
  })

  it('knows unknown runs', async () => {
    const { store } = aStoreWithRun()
    const options = { printPdf: () => Promise.reject(new Error()), signal }
    expect((await detailsOf(() => exportRun(store, 'no-such', { format: 'csv' }, options))).code).toBe('unknown-name')
  })

  it('names files so that every file system takes them', () => {
    expect(exportFileName('../a:b\\c d', 'md')).toBe('cnilab-___a_b_c_d.md')
  })
})
