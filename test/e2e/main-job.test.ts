import { readFile } from 'node:fs/promises'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { factsOf } from '../../main/findings/facts.ts'
import { datapath } from '../../main/probes/datapath/datapath.ts'
import { wire } from '../../main/probes/wire/wire.ts'
import { readReport, type ReadReport } from '../unit/builders/read-report.ts'
import { exec, type CommandResult } from '../../main/system/exec.ts'

/** What a newcomer types first. */
describe('scripts/lab on a machine without a container engine', () => {
  const home = mkdtempSync(join(tmpdir(), 'cnilab-test-'))
  const out = join(home, 'report')
  const script = join(import.meta.dirname, '../../scripts/lab')
  let result: CommandResult
  let report: ReadReport
  let durationMs: number

  beforeAll(async () => {
    const startedAt = performance.now()
    const environment = { CNILAB_HOME: home, DOCKER_HOST: 'unix:///nonexistent' }
    result = await exec(script, ['--yes', '--out', out], { onFailure: 'return', env: environment })
    durationMs = performance.now() - startedAt
    report = readReport(await readFile(join(out, 'report.json'), 'utf8'))
  }, 300_000)

  it('ends within three minutes, with a comparison and the path of the report', () => {
    expect(result.stderr).toContain('complete')
    expect(result.exitCode).toBe(0)
    expect(durationMs).toBeLessThan(180_000)
    expect(result.stdout).toMatch(/pod-pod, cross-node\n +netns\/routed +[\d.]+× +[\d.]+–[\d.]+/)
    expect(result.stdout).toContain(`Report: ${join(out, 'report.html')}`)
  })

  it('measures both datapaths in every round until it is decided, and the baseline in every third', () => {
    const { run } = report
    expect(run.rounds.length).toBeLessThanOrEqual(run.spec.maxRounds)
    // Until then nothing is decided.
    const rounds = run.looks?.[0]?.round ?? 0
    expect(rounds).toBeGreaterThan(0)
    const cells = report.findings.cells.filter(({ metric }) => metric === 'throughput')
    for (const { path, caseId, absolute } of cells)
      expect(absolute.values.length, `${path} ${caseId}`).toBeGreaterThanOrEqual(
        path === 'host-host' || caseId === '8-streams' ? Math.ceil(rounds / 3) : rounds,
      )
    expect(new Set(cells.map(({ path }) => path))).toEqual(
      new Set(['host-host', 'pod-pod/same-node', 'pod-pod/cross-node']),
    )
  })

  it('tells how routed and VXLAN compare across nodes, with intervals, and not the wrong way round', () => {
    const comparisons = report.findings.comparisons.filter(
      ({ probe, path }) => probe === 'tcp-throughput' && path === 'pod-pod/cross-node',
    )
    expect(comparisons.map(({ a, b, caseId }) => [a, b, caseId])).toEqual([['netns/routed', 'netns/vxlan', '1-stream']])
    const highs = comparisons.map(({ caseId, effect: { median, interval } }) => {
      console.log(
        `routed to vxlan, ${caseId}: ${String(median)} (${String(interval?.low)} to ${String(interval?.high)})`,
      )
      return interval?.high ?? 0
    })
    expect(Math.max(...highs)).toBeGreaterThan(1)
  })

  it('follows packets over both datapaths, and looks at their nodes', () => {
    const onWire = factsOf(report.findings, wire)
    expect(report.findings.gaps).toEqual([])
    expect(onWire.map(({ variant, facts }) => [variant, facts.encapsulation])).toEqual([
      ['netns/routed', { kind: 'none' }],
      ['netns/vxlan', { kind: 'vxlan', port: 8472, vni: 1 }],
    ])
    expect(onWire.map(({ facts }) => facts.mtu?.pathBytes)).toEqual([1500, 1450])
    const observations = factsOf(report.findings, datapath).flatMap(({ facts }) => facts.observations)
    expect(observations.filter(({ verdict }) => verdict === 'differs')).toEqual([])
  })

  it('says after which rounds it looked, and what it found decided', () => {
    const { looks = [] } = report.run
    expect(looks.length).toBeGreaterThan(0)
    // Throughput and two latencies on two paths; the cost where the machine was quiet enough to tell it.
    for (const { decided, open } of looks) expect([6, 7]).toContain(decided.length + open.length)
  })
})

describe('a run that cannot be', () => {
  const program = join(import.meta.dirname, '../../main/cli/cnilab.ts')
  const cnilab = (args: readonly string[], env: Record<string, string> = {}) =>
    exec(process.execPath, [program, ...args], {
      onFailure: 'return',
      env: { CNILAB_HOME: mkdtempSync(join(tmpdir(), 'cnilab-test-')), ...env },
    })

  it('for want of iperf3 says so, with the command that installs it', async () => {
    // Hidden in a view of the file system of its own: the lab looks in all the usual places.
    const hide = 'mount --bind /dev/null "$(command -v iperf3)" && exec "$@"'
    const command = [process.execPath, program, 'run', '--runtime', 'netns']
    const { exitCode, stderr } = await exec('unshare', ['-Urm', 'sh', '-c', hide, 'sh', ...command], {
      onFailure: 'return',
      env: { CNILAB_HOME: mkdtempSync(join(tmpdir(), 'cnilab-test-')) },
    })
    expect(stderr).toMatch(/iperf3/)
    expect(stderr).toMatch(/install/)
    expect(exitCode).toBe(3)
  })

  it('for want of an engine offers the runtime that needs none', async () => {
    const { exitCode, stderr } = await cnilab(['run', '--variants', 'kindnet'], { DOCKER_HOST: 'unix:///nonexistent' })
    expect(stderr).toContain('cnilab run --runtime netns')
    expect(exitCode).toBe(3)
  })
})
