import { describe, expect, it } from 'vitest'
import { renderMarkdown } from '../../../main/reports/markdown/page.ts'
import { renderTextEvidence } from '../../../main/reports/text-evidence.ts'
import { kindVariants, someEvidence } from '../builders/evidence/some-evidence.ts'
import { generatedRun } from '../builders/generated-run.ts'

const gap = {
  variant: 'kindnet',
  inspection: 'wire',
  error: { code: 'probe-failed', title: 'Cannot capture', message: 'tcpdump: no | such <device>.' },
}
const plain = generatedRun({ variants: kindVariants })
const looked = { ...plain, findings: { ...plain.findings, evidence: someEvidence({ gaps: [gap] }) } }

describe('evidence on a terminal', () => {
  it('has a symbol for each variant in the line of a case', () => {
    expect(renderTextEvidence(looked)).toMatch(/^ {2}○ ○ ✓ ✓ {5}1 {2}Nothing may come in$/m)
    expect(renderTextEvidence(looked)).toMatch(/^ {6}✓ ✓ {4}11 {2}A range of ports$/m)
  })

  it('tells each claim’s verdict and why, and what could not be looked at', () => {
    const text = renderTextEvidence(looked)
    expect(text).toContain('✓ Flannel, Networking: confirmed. Packets of flannel/vxlan travel between nodes in')
    expect(text).toContain('kindnet, wire: Cannot capture: tcpdump: no | such <device>.')
  })

  it.each([120, 80, 40, 24])('keeps to %i columns', (width) => {
    const lines = renderTextEvidence(looked, { width }).split('\n')
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width)
  })

  it('is empty where nothing was looked at', () => {
    expect(renderTextEvidence(plain)).toBe('')
  })
})

describe('evidence in Markdown', () => {
  it('has a block for each part, its tables in shape and its text escaped', () => {
    const markdown = renderMarkdown(looked)
    for (const heading of ['What each CNI does', 'Policy', 'Observed and configured', 'Claims check'])
      expect(markdown).toContain(`## ${heading}`)
    expect(markdown).toContain('no \\| such \\<device\\>.')
    for (const table of markdown.split('\n\n').filter((block) => block.startsWith('|'))) {
      const counts = table
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/(?<!\\)\|/).length)
      expect(new Set(counts).size).toBe(1)
    }
  })
})
