import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exec } from '../../main/system/exec.ts'
import { openStore } from '../../main/store/open-store.ts'
import { databaseFile, defaultPaths } from '../../main/system/paths.ts'
import { Cnilab, labContainers } from './cnilab.ts'

/** Clusters that live on their own: made, found, used again, deleted. */
describe('lab clusters that are kept', () => {
  const lab = new Cnilab()
  const variant = 'flannel/vxlan'
  let name: string

  beforeAll(async () => {
    const created = await lab.run(['clusters', 'create', variant])
    expect(created.stderr).toContain('clusters shell')
    expect(created.exitCode).toBe(0)
    name = created.stdout.trim()
  }, 400_000)

  afterAll(async () => {
    await lab.run(['clusters', 'delete', name])
    expect(await labContainers()).toEqual([])
  }, 120_000)

  it('are listed, with a private kubeconfig that works', async () => {
    expect((await lab.run(['clusters', 'list'])).stdout).toMatch(new RegExp(`^${name} +${variant} +kept +3 nodes`, 'm'))
    const kubeconfig = (await lab.run(['clusters', 'kubeconfig', name])).stdout.trim()
    expect(kubeconfig.startsWith(lab.home)).toBe(true)
    expect(existsSync(kubeconfig)).toBe(true)
    const nodes = await exec('kubectl', ['--kubeconfig', kubeconfig, 'get', 'nodes', '-o', 'name'])
    expect(nodes.stdout.trim().split('\n')).toHaveLength(3)
  })

  it('open a shell in which kubectl speaks to them', async () => {
    const { stdout } = await exec(
      'sh',
      ['-c', 'echo kubectl get nodes -o name | "$@"', 'sh', ...lab.command(['clusters', 'shell', name])],
      {
        env: { ...lab.environment, SHELL: '/bin/sh' },
      },
    )
    expect(stdout).toContain(`node/${name}-worker2`)
  })

  it('are not left over, so that prune leaves them', async () => {
    expect((await lab.run(['clusters', 'prune'])).stdout).toContain('Nothing was left over.')
  })

  it('serve the next run, whose first sample is taken within 15 s of its start', async () => {
    const startedAtMs = Date.now()
    const flags = ['--variants', variant, '--rounds', '1', '--duration', '1', '--probes', 'http-latency', '--keep']
    const { exitCode, stderr } = await lab.run(['run', ...flags])
    expect(stderr).toContain(`ready as ${name} (kept from an earlier run)`)
    expect(exitCode).toBe(0)
    using store = openStore(databaseFile(defaultPaths({ CNILAB_HOME: lab.home })))
    const [first] = store.run(store.resolve('latest')).readings
    const untilFirstSampleMs = (first?.startedAtMs ?? Infinity) - startedAtMs
    console.log(`first sample after ${String(untilFirstSampleMs)} ms`)
    expect(untilFirstSampleMs).toBeLessThan(15_000)
  })

  it('are replaced when they are broken', async () => {
    await exec('docker', ['rm', '-f', `${name}-worker2`])
    const flags = ['--variants', variant, '--rounds', '1', '--duration', '1', '--probes', 'http-latency', '--keep']
    const { exitCode, stderr } = await lab.run(['run', ...flags])
    expect(stderr).not.toContain('(kept from an earlier run)')
    expect(exitCode).toBe(0)
    const clusters = (await lab.run(['clusters', 'list'])).stdout.trim().split('\n')
    expect(clusters).toHaveLength(1)
    name = clusters[0]?.split(' ')[0] ?? ''
  })
})
