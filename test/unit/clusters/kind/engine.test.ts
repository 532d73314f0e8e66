import { describe, expect, it } from 'vitest'
import { detectEngine, fixFor } from '../../../../main/clusters/kind/detect-engine.ts'
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
    expect(engine.info).toMatchObject({
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

  const dockerSays = (stderr: string) =>
    new FakeHost(({ file }) => {
      if (file !== 'docker') throw missing(file)
      return { stdout: fixture('docker/docker-28.2.2-info-without-server.json'), stderr, exitCode: 1 }
    })
  const gone = (path: string) => `Cannot connect to the Docker daemon at unix://${path}. Is the docker daemon running?`
  it.each([
    [
      'no right',
      'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://x": dial unix /var/run/docker.sock: connect: permission denied',
      'sudo usermod -aG docker "$USER" && newgrp docker',
    ],
    [
      'no right, as Docker 29 says it',
      'permission denied while trying to connect to the docker API at unix:///var/run/docker.sock',
      'sudo usermod -aG docker "$USER" && newgrp docker',
    ],
    ['Colima', gone('/home/mona/.colima/default/docker.sock'), 'colima start'],
    ['OrbStack', gone('/Users/mona/.orbstack/run/docker.sock'), 'orb start'],
    ['Rancher Desktop', gone('/Users/mona/.rd/docker.sock'), 'rdctl start'],
    ['Lima', gone('/Users/mona/.lima/docker/sock/docker.sock'), 'limactl start docker'],
    ['Docker Desktop', gone('/home/mona/.docker/desktop/docker.sock'), 'systemctl --user start docker-desktop'],
    ['rootless', gone('/run/user/1000/docker.sock'), 'systemctl --user start docker'],
    ['the daemon', gone('/var/run/docker.sock'), 'sudo systemctl start docker'],
    [
      'Docker 29',
      'failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: no such file or directory',
      'sudo systemctl start docker',
    ],
    [
      'a context',
      'Failed to initialize: unable to resolve docker endpoint: context "old": context not found: open /home/mona/.docker/contexts/meta/1/meta.json: no such file or directory',
      'docker context use default',
    ],
    [
      'another machine',
      'Cannot connect to the Docker daemon at tcp://10.0.0.9:2375. Is the docker daemon running?',
      'unset DOCKER_HOST; docker context use default',
    ],
    [
      'versions',
      'Error response from daemon: client version 1.24 is too old. Minimum supported API version is 1.44',
      'Install a docker command of the server’s version (docker version shows both).',
    ],
  ])('gives the fix for the cause: %s', async (_, stderr, fix) => {
    const { message, hint } = await detailsOf(() => detectEngine(dockerSays(stderr).exec))
    expect({ fix: fixFor(message, 'linux'), said: message.includes(stderr) }).toEqual({ fix, said: true })
    expect(hint).toContain(process.platform === 'linux' ? fix : 'netns')
  })

  it('knows the command of each platform, and that what is not there cannot be started', () => {
    const stopped = gone('/var/run/docker.sock')
    expect(fixFor(stopped, 'darwin')).toBe('open -a Docker')
    expect(fixFor(gone('/Users/m/.colima/default/docker.sock'), 'darwin')).toBe('colima start')
    expect(
      fixFor('podman: Cannot connect to Podman. Please verify your connection to the Linux system', 'darwin'),
    ).toBe('podman machine start')
    expect(fixFor('docker: docker is not installed or not on PATH.', 'darwin')).not.toContain('open')
  })

  it.each([
    ['docker', 'podman-5.5.2-info.json', 'docker is podman here.'],
    ['podman', 'docker-28.1.1-snap-info.json', 'podman is docker here.'],
  ] as const)('says that %s is the other one', async (wanted, file, message) => {
    const host = new FakeHost(() => ({ stdout: fixture(`engines/${file}`) }))
    expect((await detailsOf(() => detectEngine(host.exec, undefined, wanted))).message).toContain(message)
  })

  it.each(['[]', '"text"', '{"ServerVersion": 5}', '{"host": null}'])(
    'shows no validator’s words of %s',
    async (stdout) => {
      const host = new FakeHost(() => ({ stdout }))
      const { message } = await detailsOf(() => detectEngine(host.exec, undefined, 'docker'))
      expect(message).toBe('no container engine answers (docker: `docker info` printed nothing that an engine says.)')
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
    host.paused.add('cnilab-a-worker')
    await engine.unpause('cnilab-a')
    expect(host.lines.at(-1)).toBe('docker unpause cnilab-a-worker')
  })

  it('pauses again what would not freeze at once, and fails when it will not at all', async () => {
    const unable = {
      exitCode: 1,
      stderr: 'Cannot pause container a: OCI runtime pause failed: unable to freeze: unknown',
    }
    let failures = 1
    const host = new FakeHost(({ args: [verb] }) => {
      if (verb !== 'pause' || failures === 0) return undefined
      failures -= 1
      host.paused.add('cnilab-a-control-plane')
      return unable
    })
    const engine = await detectEngine(host.exec)
    host.addCluster('cnilab-a')
    await engine.pause('cnilab-a')
    expect(host.lines.at(-1)).toBe('docker pause cnilab-a-worker cnilab-a-worker2')
    host.paused.clear()
    failures = 2
    await expect(engine.pause('cnilab-a')).rejects.toThrow('Cannot pause the cluster’s nodes')
  })

  it('lists clusters once each', async () => {
    const host = new FakeHost()
    const engine = await detectEngine(host.exec)
    for (const name of ['cnilab-b', 'cnilab-a', 'someone-elses']) host.addCluster(name)
    expect(await engine.clusters()).toEqual(['cnilab-a', 'cnilab-b', 'someone-elses'])
  })
})
