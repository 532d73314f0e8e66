import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { once } from 'node:events'
import { afterAll, describe, expect, it } from 'vitest'
import { Cnilab, labContainers } from './cnilab.ts'

/** Starts a run and waits until a line of its progress matches. */
async function startUntil(lab: Cnilab, args: readonly string[], pattern: RegExp) {
  const [file, ...rest] = lab.command(args)
  const child = spawn(file, rest, { env: { ...process.env, ...lab.environment }, stdio: ['ignore', 'ignore', 'pipe'] })
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stderr })) {
    lines.push(line)
    if (pattern.test(line)) return { child, exited }
  }
  throw new Error(`it ended before ${String(pattern)}:\n${lines.join('\n')}`)
}

const flags = ['--variants', 'kindnet', '--rounds', '2', '--duration', '1', '--probes', 'http-latency']

describe('a run that is interrupted', () => {
  const lab = new Cnilab()

  afterAll(async () => {
    await lab.run(['clusters', 'prune'])
  }, 120_000)

  it('by Ctrl-C while clusters are made: ends with 130, and deletes them', async () => {
    const { child, exited } = await startUntil(lab, ['run', ...flags], /Preparing nodes/)
    expect(await labContainers()).not.toEqual([])
    child.stderr.resume()
    child.kill('SIGINT')
    expect(await exited).toEqual([130, null])
    expect(await labContainers()).toEqual([])
    expect((await lab.run(['list', 'runs'])).stdout).toMatch(/ cancelled /)
  }, 300_000)

  it('by kill -9: shows as interrupted, its clusters are found and deleted, and it can be gone on with', async () => {
    const { child, exited } = await startUntil(lab, ['run', ...flags], /kept-alive, pod-service/)
    child.kill('SIGKILL')
    await exited
    const [newest = ''] = (await lab.run(['list', 'runs'])).stdout.split('\n')
    expect(newest).toMatch(/ interrupted /)
    const runId = newest.split(' ')[0] ?? ''
    const measuredBefore = (await lab.run(['report', runId, '--format', 'csv'])).stdout

    expect((await lab.run(['clusters', 'list'])).stdout).toMatch(/^cnilab-kindnet-\w+ +kindnet +left over +3 nodes/m)
    expect((await lab.run(['clusters', 'prune'])).stdout).toMatch(/^Deleted cnilab-kindnet-/)
    expect(await labContainers()).toEqual([])

    const resumed = await lab.run(['run', '--resume', runId])
    expect(resumed.stdout).toContain(`Run ${runId}: complete.`)
    expect(resumed.exitCode).toBe(0)
    const measured = (await lab.run(['report', runId, '--format', 'csv'])).stdout
    for (const line of measuredBefore.trim().split('\n')) expect(measured).toContain(line)
    expect(await labContainers()).toEqual([])
  }, 600_000)
})
