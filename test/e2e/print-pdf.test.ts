import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { printPdf } from '../../main/lab/print-pdf.ts'
import { answerSentence } from '../../main/words/en/answers.ts'
import { renderHtml } from '../../main/reports/html/page.ts'
import { Cancelled } from '../../main/system/errors.ts'
import { exec } from '../../main/system/exec.ts'
import { generatedRun } from '../unit/builders/generated-run.ts'
import { inspected, inspectedVariants } from '../unit/builders/inspected-run.ts'
import { detailsOf } from '../unit/error-details.ts'
import { temporaryFolder } from '../unit/temporary-folder.ts'

const { signal } = new AbortController()
const leftOvers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('cnilab-print-'))

/** What a reader of the PDF sees, as poppler reads it. */
async function textOf(pdf: Uint8Array): Promise<string> {
  const file = join(temporaryFolder(), 'report.pdf')
  writeFileSync(file, pdf)
  return (await exec('pdftotext', ['-layout', file, '-'])).stdout
}

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('printing a report', () => {
  it('gives a PDF with the answers, the tables and the caveats', async () => {
    const before = leftOvers()
    const run = generatedRun()
    const pdf = await printPdf(renderHtml(run), signal)
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
    const words = (await textOf(pdf)).replaceAll(/\s+/g, ' ')
    expect(words).toContain('cilium/vxlan')
    expect(words).toContain(run.run.id)
    expect(words).toContain('TCP throughput')
    const answer = run.findings.answers.find(({ path }) => path === 'pod-service')
    if (!answer) throw new Error('no answer')
    const sentence = answerSentence(answer, { probes: run.run.probes, cells: run.findings.cells })
    expect(words).toContain(sentence.slice(0, 30))
    expect(leftOvers()).toEqual(before)
  })

  it('prints what the page shows only once it is unfolded', async () => {
    const page = renderHtml(inspected(generatedRun({ variants: inspectedVariants })))
    const folded = [...page.matchAll(/<details>\s*<summary>(.*?)<\/summary>/gs)].map(([, title = '']) => title)
    expect(folded.some((title) => title.startsWith('Every check'))).toBe(true)
    const words = (await textOf(await printPdf(page, signal))).replaceAll(/\s+/g, ' ')
    expect(words).toContain('no policy selects')
    expect(words).toContain('Executions of')
  })

  it('ends the browser when it is cancelled', async () => {
    const before = leftOvers()
    const cancelling = new AbortController()
    const printing = printPdf('<p>x</p>', cancelling.signal)
    setImmediate(() => {
      cancelling.abort(new Cancelled())
    })
    await expect(printing).rejects.toBeInstanceOf(Cancelled)
    expect(leftOvers()).toEqual(before)
  })

  it('says what to install where there is no browser, or not the one that was named', async () => {
    vi.stubEnv('CNILAB_CHROMIUM', '/opt/no-such-browser')
    const named = await detailsOf(() => printPdf('<p>x</p>', signal))
    expect(named.code).toBe('missing-tool')
    expect(named.message).toContain('/opt/no-such-browser')
    vi.stubEnv('CNILAB_CHROMIUM', '')
    vi.stubEnv('PATH', temporaryFolder())
    const none = await detailsOf(() => printPdf('<p>x</p>', signal))
    expect(none).toMatchObject({ code: 'missing-tool' })
    expect(none.hint).toContain('Install Chromium')
  })

  it('says so when the browser printed nothing', async () => {
    vi.stubEnv('CNILAB_CHROMIUM', '/bin/true')
    expect(existsSync('/bin/true')).toBe(true)
    expect(await detailsOf(() => printPdf('<p>x</p>', signal))).toMatchObject({ code: 'command-failed' })
  })
})
