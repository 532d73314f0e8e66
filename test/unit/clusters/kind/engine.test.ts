import { describe, expect, it } from 'vitest'
import { detectEngine } from '../../../../main/clusters/kind/engine.ts'
import { Cancelled, LabError } from '../../../../main/system/errors.ts'
import { detailsOf } from '../../error-details.ts'
import { fixture } from '../../fixture.ts'
import { FakeHost } from './fake-exec.ts'

const missing = (file: string) =>
  new LabError({ code: 'missing-tool', title: 'x', message: `${file} is not installed or not on PATH.` })

describe('detectEngine', () => {
  it('reads what Docker says of itself', async () => {
    const engine = await detectEngine(new FakeHost().exec)
    expect(engine.id).toBe('docker')
    expect(engine.info).toEqual({
      version: '20.10.24+dfsg1',
      memoryBytes: 25276502016,
      cores: 2,
      cgroupVersion: 1,
      storage: '/var/lib/docker',
      operatingSystem: 'Debian GNU/Linux 12 (bookworm)',
    })
  })

  it('names both engines when neither is installed', async () => {
    const host = new FakeHost(({ file }) => {
      throw missing(file)
    })
    const details = await detailsOf(() => detectEngine(host.exec))
    expect(details.code).toBe('no-engine')
    expect(details.message).toContain('docker is not installed')
    expect(details.message).toContain('podman is not installed')
    expect(details.hint).toContain('netns')
  })

  it.each([0, 1])(
    'does not take empty fields for an engine where no server answers (exit code %d)',
    async (exitCode) => {
      const stdout = fixture('docker/docker-28.2.2-info-without-server.json')
      const host = new FakeHost(() => ({ stdout, exitCode, stderr: 'Cannot connect to the Docker daemon.' }))
      expect((await detailsOf(() => detectEngine(host.exec, undefined, 'docker'))).code).toBe('no-engine')
    },
  )

  it.each(['', '{}', 'null', 'WARNING: no swap', fixture('docker/docker-20.10.24-info.json').slice(0, 300)])(
    'is an error with what it cannot read',
    async (stdout) => {
      const host = new FakeHost(() => ({ stdout }))
      expect((await detailsOf(() => detectEngine(host.exec))).code).toBe('no-engine')
    },
  )

  it('asks only the engine that is wanted', async () => {
    const host = new FakeHost(({ file }) => {
      throw missing(file)
    })
    await detailsOf(() => detectEngine(host.exec, undefined, 'podman'))
    expect(host.calls.map(({ file }) => file)).toEqual(['podman'])
  })

  it("ends with the signal's reason", async () => {
    await expect(detectEngine(new FakeHost().exec, AbortSignal.abort(new Cancelled()))).rejects.toBeInstanceOf(
      Cancelled,
    )
  })
})

describe('an engine', () => {
  it('unpauses only what is paused', async () => {
    const host = new FakeHost()
    const engine = await detectEngine(host.exec)
    host.addCluster('cnilab-a')
    await engine.unpause('cnilab-a')
    expect(host.lines.some((line) => line.startsWith('docker unpause'))).toBe(false)
    await engine.pause(['cnilab-a-worker'])
    await engine.unpause('cnilab-a')
    expect(host.lines.at(-1)).toBe('docker unpause cnilab-a-worker')
  })

  it('lists clusters once each', async () => {
    const host = new FakeHost()
    const engine = await detectEngine(host.exec)
    for (const name of ['cnilab-b', 'cnilab-a', 'someone-elses']) host.addCluster(name)
    expect(await engine.clusters()).toEqual(['cnilab-a', 'cnilab-b', 'someone-elses'])
  })
})
