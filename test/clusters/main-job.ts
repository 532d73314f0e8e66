import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { measuring as probes } from '../unit/builders/probes.ts'
import { readReport, type ReadReport } from '../unit/builders/read-report.ts'
import { exec, type CommandResult } from '../../main/system/exec.ts'
import { Cnilab, labContainers } from './cnilab.ts'
import { itShowsWhatEachCniDoes } from './evidence-of-cnis.ts'
import { samplesOf } from '../../main/findings/samples.ts'

interface MainJob {
  readonly variants: readonly string[]
  readonly rounds: number
  /** Besides the variants. */
  readonly flags: readonly string[]
  /** Of the run, without what is done once in each cluster. */
  readonly limitMs: number
}

/** What the README promises, as a person would do it: one command, some CNIs, a report. */
export function itDoesTheMainJob({ variants, rounds, flags, limitMs }: MainJob): void {
  const lab = new Cnilab()
  const out = join(lab.home, 'out')
  let result: CommandResult
  let report: ReadReport

  beforeAll(async () => {
    const args = ['cnilab', 'run', '--variants', variants.join(','), ...flags, '--out', out]
    result = await exec('npx', args, {
      onFailure: 'return',
      env: lab.environment,
      onStderrLine: (line) => {
        console.log(line)
      },
    })
    console.log(result.stdout)
    report = readReport(await readFile(join(out, 'report.json'), 'utf8'))
  }, 2_400_000)

  it('ends well and leaves no container', async () => {
    expect(result.exitCode).toBe(0)
    expect(report.run.state).toBe('complete')
    expect(await labContainers()).toEqual([])
  })

  it('has every probe, case and path of every variant in every round, each with its raw output', () => {
    for (const variant of variants)
      for (const probe of probes)
        for (const { id: caseId } of probe.cases)
          for (const path of probe.paths) {
            const samples = samplesOf(report.run).filter(
              (sample) =>
                sample.variant === variant &&
                sample.probe === probe.id &&
                sample.caseId === caseId &&
                sample.path === path &&
                sample.outcome.state === 'measured',
            )
            expect(samples.length, `${variant} ${probe.id} ${caseId} ${path}`).toBeGreaterThanOrEqual(rounds)
            for (const { raw } of samples) expect(report.raws.get(raw)?.stdout).toMatch(/^\{/)
          }
  })

  it('records the digest or id of every image, and the sha256 of every source', () => {
    for (const { id, cluster } of report.run.variants) {
      const images = Object.entries(cluster?.installed.images ?? {})
      expect(images.length, id).toBeGreaterThanOrEqual(2)
      for (const [reference, digest] of images) expect(digest, reference).toMatch(/^sha256:[0-9a-f]{64}$/)
    }
    const sources = report.run.variants.flatMap(({ cluster }) => cluster?.installed.sources ?? [])
    for (const { what, sha256 } of sources) expect(sha256, what).toMatch(/^[0-9a-f]{64}$/)
    expect(sources.length).toBeGreaterThan(0)
  })

  it('shuffles the order of variants and records it with the seed', () => {
    expect(report.run.rounds.slice(0, report.run.spec.rounds).map(({ order }) => [...order].sort())).toEqual(
      Array.from({ length: report.run.spec.rounds }, () => [...variants].sort()),
    )
  })

  it('keeps the machine quieter by pausing the clusters that are not under test', () => {
    const { running = 0, paused = 1 } = report.run.idle ?? {}
    console.log(`idle load: ${String(running)} with all running, ${String(paused)} with the others paused`)
    expect(paused).toBeLessThan(running)
  })

  it('spends less than 5 % of its time on itself, and not too much on the rest', () => {
    const { cost } = report.findings
    const inspectingMs = report.run.readings
      .filter(({ round }) => round === 0)
      .reduce((sum, { durationMs = 0 }) => sum + durationMs, 0)
    console.log(`cost of the run: ${JSON.stringify({ ...cost, inspectingMs })}`)
    expect(cost.overheadMs / cost.wallMs).toBeLessThan(0.05)
    expect(cost.wallMs - inspectingMs).toBeLessThan(limitMs)
  })

  itShowsWhatEachCniDoes(variants, () => report)

  it('writes reports that a person can open and compare', async () => {
    const html = await readFile(join(out, 'report.html'), 'utf8')
    const csv = await readFile(join(out, 'report.csv'), 'utf8')
    for (const variant of variants)
      expect([html.includes(variant), csv.includes(variant)], variant).toEqual([true, true])
    expect(html.includes('<svg')).toBe(true)
    expect(/(?:src|href)="https?:/.exec(html)).toBeNull()
    expect(await readFile(join(out, 'report.md'), 'utf8')).toContain('| ')
  })
}
