import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { printPdf } from '../../main/lab/print-pdf.ts'
import { needIds, needsOf } from '../../main/findings/recommendation/needs.ts'
import { leadingAnswers } from '../../main/reports/answer-blocks.ts'
import { renderBrief } from '../../main/reports/html/brief.ts'
import { renderHtml } from '../../main/reports/html/page.ts'
import { answerTitle } from '../../main/words/en/answer-titles.ts'
import { Cancelled } from '../../main/system/errors.ts'
import { exec } from '../../main/system/exec.ts'
import { generatedRun } from '../unit/builders/generated-run.ts'
import { aLatencyProbe, aThroughputProbe } from '../unit/builders/run-events.ts'
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
    const [answer] = leadingAnswers(run)
    expect(words).toContain(answer && answerTitle(answer).slice(0, 30))
    expect(leftOvers()).toEqual(before)
  })

  it('leaves folded what the page folds, with its title: nobody reads YAML on paper', async () => {
    const page = renderHtml(inspected(generatedRun({ variants: inspectedVariants })))
    expect(page).toContain('policyTypes')
    const words = (await textOf(await printPdf(page, signal))).replaceAll(/\s+/g, ' ')
    expect(words).not.toContain('policyTypes')
    expect(words).toContain('Policies of the cases')
  })

  it('puts the brief of four variants, with everything inspected, on one page of A4', async () => {
    const latency = aLatencyProbe({ cases: [{ id: 'new-connection', title: 'New connection for each request' }] })
    const run = inspected(
      generatedRun({ variants: inspectedVariants, probes: [aThroughputProbe(), latency], rounds: 5, failing: true }),
    )
    const { scorecard } = run.findings
    // The default comparison has a row more.
    const rows = [...scorecard.rows.slice(0, 1), ...scorecard.rows]
    const findings = { ...run.findings, scorecard: { ...scorecard, rows } }
    expect(rows).toHaveLength(8)
    expect(findings.caveats.length).toBeGreaterThanOrEqual(3)
    const needs = needsOf(needIds, 'speed')
    const file = join(temporaryFolder(), 'brief.pdf')
    writeFileSync(file, await printPdf(renderBrief({ ...run, findings, needs }), signal))
    const { stdout: facts } = await exec('pdfinfo', [file])
    expect(facts).toMatch(/^Pages: +1$/m)
    expect(facts).toMatch(/^Page size: +59[45][.\d]* x 84[12][.\d]* pts/m)
    const words = (await exec('pdftotext', ['-layout', file, '-'])).stdout
    for (const expected of [run.run.id, 'Scorecard', 'NetworkPolicy', 'Limits', ...inspectedVariants])
      expect(words).toContain(expected)
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
