import { HtmlValidate, StaticConfigLoader } from 'html-validate'
import { describe, expect, it } from 'vitest'
import { renderHtml } from '../../../../main/reports/html/page.ts'
import type { ReportInput } from '../../../../main/reports/report-input.ts'
import { generatedRun } from '../../builders/generated-run.ts'
import { kindVariants, someEvidence } from '../../builders/evidence/some-evidence.ts'
import { aLatencyProbe, aThroughputProbe } from '../../builders/run-events.ts'

const validator = new HtmlValidate(new StaticConfigLoader({ extends: ['html-validate:recommended'] }))

async function mistakesIn(page: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(page)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, column, message }) => `${ruleId} ${String(line)}:${String(column)} ${message}`),
  )
}

const whole = generatedRun({ failing: true })
const nothing: ReportInput = {
  run: { ...whole.run, state: 'interrupted', samples: [], rounds: [], steps: [], failures: [] },
  findings: { ...whole.findings, cells: [], comparisons: [], answers: [], caveats: [] },
}
const looked: ReportInput = {
  ...generatedRun({ variants: kindVariants }),
  findings: { ...generatedRun({ variants: kindVariants }).findings, evidence: someEvidence() },
}
const aGap = {
  variant: 'flannel/vxlan',
  inspection: 'wire',
  error: { code: 'probe-failed', title: 'Cannot capture', message: 'tcpdump: no such device.' },
}
const hostile = '"><script src="https://example.org/x.js"></script><img src=x onerror=alert(1)>'
const modes = [
  'kindnet',
  'flannel/vxlan',
  'flannel/host-gw',
  'flannel/wireguard',
  'calico/vxlan',
  'calico/ipip',
].concat(['calico/bgp', 'cilium/vxlan', 'cilium/native', 'cilium/native+wireguard'])

describe('the HTML report', () => {
  it.each([
    ['a whole run', whole],
    ['a run that measured nothing', nothing],
    ['one variant', generatedRun({ variants: ['netns/vxlan'] })],
    ['one round', generatedRun({ rounds: 1 })],
    ['a run that was looked at', looked],
  ])('is valid HTML for %s', async (_, input) => {
    expect(await mistakesIn(renderHtml(input))).toEqual([])
  })

  it('tells of dual stack where the run was on it', () => {
    const dual = renderHtml({ ...whole, run: { ...whole.run, spec: { ...whole.run.spec, ipFamily: 'dual' } } })
    expect(dual).toContain(`${whole.run.spec.runtime}, dual-stack ·`)
    expect(renderHtml(whole)).not.toContain('dual-stack')
  })

  it('gives the answers before anything else', () => {
    const page = renderHtml(whole)
    const headings = [...page.matchAll(/<h2 id="[^"]+">([^<]+)/g)].map(([, heading]) => heading)
    expect(headings).toEqual([
      'Answers',
      'Measurements',
      'Failures',
      'Variants',
      'Method',
      'Environment',
      'Cost of the run',
      'Raw numbers',
    ])
    expect(page).toContain('How fast does TCP go?')
  })

  it('has a section for each part that was looked at, and for no other', () => {
    const idsOf = (page: string) => [...page.matchAll(/<h2 id="([^"]+)"/g)].map(([, id]) => id)
    const parts = ['does', 'policy', 'journey', 'datapath', 'encryption', 'observability', 'footprint', 'claims']
    expect(idsOf(renderHtml(looked)).filter((id) => parts.includes(id ?? ''))).toEqual(parts)
    expect(idsOf(renderHtml(whole)).filter((id) => parts.includes(id ?? ''))).toEqual([])
  })

  it('says what could not be looked at, and why', () => {
    const page = renderHtml({ ...looked, findings: { ...looked.findings, evidence: someEvidence({ gaps: [aGap] }) } })
    expect(page.slice(page.indexOf('id="gaps"'))).toContain('Cannot capture: tcpdump: no such device.')
  })

  it('leads from each claim to a section that the page has', () => {
    const onlyClaims = someEvidence({ gaps: [aGap], wire: [] })
    const page = renderHtml({ ...looked, findings: { ...looked.findings, evidence: onlyClaims } })
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target)
    expect(page).toContain('Packets between nodes: flannel/vxlan (Packet’s journey)')
  })

  it('escapes whatever a cluster printed', async () => {
    const free =
      /^(title|explanation|sentence|excerpt|source|note|policies|what|because|claim|text|detail|message|reference|place|interface)$/
    const dirty = JSON.parse(
      JSON.stringify(someEvidence({ gaps: [aGap] }), (key, value: unknown) =>
        typeof value === 'string' && free.test(key) ? `${value}${hostile}` : value,
      ),
    ) as ReturnType<typeof someEvidence>
    const page = renderHtml({ ...looked, findings: { ...looked.findings, evidence: dirty } })
    expect(page).toContain('&lt;script src=')
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\((?!#)| href="(?!#)| src="/)
    expect(await mistakesIn(page)).toEqual([])
  })

  it('shows the ratio to the baseline before absolute values, each with its name', () => {
    const labels = [...renderHtml(whole).matchAll(/aria-label="Chart: ([^"]+)"/g)].map(([, label]) => label ?? '')
    expect(labels.map((label) => /ratio to the baseline|absolute/.exec(label)?.[0])).toEqual([
      'ratio to the baseline',
      'absolute',
      'ratio to the baseline',
      'absolute',
    ])
  })

  it('has a row for every sample, with its round, its order and its values', () => {
    const page = renderHtml(whole)
    const rows = page.slice(page.indexOf('id="samples"')).match(/<th scope="row">/g)
    expect(rows).toHaveLength(whole.run.samples.length)
  })

  it('loads nothing and runs nothing, whatever names are in it', async () => {
    const { run, findings } = generatedRun({ variants: ['flannel/vxlan', `cilium/${hostile}`] })
    const page = renderHtml({
      run: { ...run, environment: { ...run.environment, kernel: hostile, tools: { [hostile]: hostile } } },
      findings: { ...findings, caveats: [{ code: 'governor', governor: hostile }] },
    })
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\((?!#)| href="(?!#)| src="/)
    expect(page).toContain('default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:')
    expect(await mistakesIn(page)).toEqual([])
  })

  it('takes less than 2 s and 3 MB for ten variants and twelve probes', () => {
    const probes = Array.from({ length: 6 }, (_, n) => [
      aThroughputProbe({ id: `tcp-${String(n)}`, title: `TCP ${String(n)}` }),
      aLatencyProbe({ id: `http-${String(n)}`, title: `HTTP ${String(n)}` }),
    ]).flat()
    const { run, findings } = generatedRun({ variants: modes, probes })
    const input = { run, findings: { ...findings, evidence: someEvidence({}, modes) } }
    // Time on the CPU: what others do on the machine meanwhile does not count.
    const before = process.cpuUsage()
    const page = renderHtml(input)
    const { user, system } = process.cpuUsage(before)
    expect(Buffer.byteLength(page)).toBeLessThan(3e6)
    expect((user + system) / 1e6).toBeLessThan(2)
  }, 30_000)
})
