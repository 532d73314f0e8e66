import { HtmlValidate, StaticConfigLoader } from 'html-validate'
import { describe, expect, it } from 'vitest'
import { renderHtml } from '../../../../main/reports/html/page.ts'
import { evidenceSections } from '../../../../main/reports/evidence-sections.ts'
import type { ReportInput } from '../../../../main/reports/report-input.ts'
import { generatedRun } from '../../builders/generated-run.ts'
import { inspected, inspectedVariants } from '../../builders/inspected-run.ts'
import { aLatencyProbe, aThroughputProbe } from '../../builders/run-events.ts'
import { samplesOf } from '../../../../main/findings/samples.ts'

const validator = new HtmlValidate(new StaticConfigLoader({ extends: ['html-validate:recommended'] }))

async function mistakesIn(page: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(page)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, column, message }) => `${ruleId} ${String(line)}:${String(column)} ${message}`),
  )
}

const whole = generatedRun({ failing: true })
const nothing: ReportInput = {
  run: { ...whole.run, state: 'interrupted', readings: [], rounds: [], steps: [] },
  findings: { ...whole.findings, cells: [], comparisons: [], answers: [], caveats: [] },
}
const looked = inspected(generatedRun({ variants: inspectedVariants, rounds: 3 }))
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

  it('gives the scorecard and the answers before anything else', () => {
    const page = renderHtml(whole)
    const headings = [...page.matchAll(/<h2 id="[^"]+">([^<]+)/g)].map(([, heading]) => heading)
    expect(headings).toEqual([
      'Scorecard',
      'Answers',
      'Why, and why not',
      'Measurements',
      'Limits',
      'Failures',
      'Variants',
      'Method',
      'Environment',
      'Cost of the run',
      'Raw numbers',
    ])
    expect(page).toContain('How fast does TCP go?')
  })

  it('has a section for each heading of what was inspected, and none where nothing was', () => {
    const idsOf = (page: string) => [...page.matchAll(/<h2 id="([^"]+)"/g)].map(([, id]) => id)
    const parts = ['overview', ...new Set(evidenceSections(looked).map(({ id }) => id))]
    expect(idsOf(renderHtml(looked)).filter((id) => parts.includes(id ?? ''))).toEqual([...new Set(parts)])
    expect(idsOf(renderHtml(whole)).filter((id) => parts.includes(id ?? ''))).toEqual([])
  })

  it('leads only to sections that the page has', () => {
    const page = renderHtml(looked)
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target)
    expect(targets.length).toBeGreaterThan(10)
    for (const target of targets) expect(ids).toContain(target)
  })

  it('escapes whatever a cluster printed', async () => {
    const free = /^(excerpt|stdout|interface|message|reference|place|policies)$/
    const dirty = JSON.parse(
      JSON.stringify(looked.findings, (key, value: unknown) =>
        typeof value === 'string' && free.test(key) ? `${value}${hostile}` : value,
      ),
    ) as typeof looked.findings
    const page = renderHtml({ ...looked, findings: dirty })
    expect(page).toContain('&lt;script src=')
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\((?!#)| href="(?!#)| src="/)
    expect(await mistakesIn(page)).toEqual([])
  })

  it('shows the ratio to the baseline before absolute values, each with its name', () => {
    const page = renderHtml(whole)
    const measured = page.slice(page.indexOf('<h2 id="measurements"'))
    const labels = [...measured.matchAll(/aria-label="Chart: ([^"]+)"/g)].map(([, label]) => label ?? '')
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
    expect(rows).toHaveLength(samplesOf(whole.run).length)
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
    const input = inspected(generatedRun({ variants: [...inspectedVariants, ...modes].slice(0, 10), probes }))
    // Time on the CPU: what others do on the machine meanwhile does not count.
    const before = process.cpuUsage()
    const page = renderHtml(input)
    const { user, system } = process.cpuUsage(before)
    expect(Buffer.byteLength(page)).toBeLessThan(3e6)
    expect((user + system) / 1e6).toBeLessThan(2)
  }, 30_000)
})
