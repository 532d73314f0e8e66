import { describe, expect, it } from 'vitest'
import { detectEngine } from '../../../../main/clusters/kind/detect-engine.ts'
import { ensureImage, loadImages, missingInNode } from '../../../../main/clusters/kind/images.ts'
import { KindCommand } from '../../../../main/clusters/kind/kind-command.ts'
import { detailsOf } from '../../error-details.ts'
import { fixture } from '../../fixture.ts'
import { FakeHost, type Behaviour } from './fake-exec.ts'

const { signal } = new AbortController()
async function aHost(behave?: Behaviour) {
  const host = new FakeHost(behave)
  const engine = await detectEngine(host.exec, signal)
  return { host, engine, kind: new KindCommand('kind', engine, host.exec) }
}

describe('missingInNode', () => {
  it('tells images that containerd lists from those that it does not', async () => {
    const { engine, host } = await aHost()
    const wanted = ['registry.k8s.io/pause:3.10.1', 'example/probe:1', 'nginx', 'ghcr.io/flannel-io/flannel:v0.28.10']
    expect(await missingInNode(engine, 'lab-worker', wanted, signal)).toEqual([
      'nginx',
      'ghcr.io/flannel-io/flannel:v0.28.10',
    ])
    expect(host.lines.at(-1)).toBe('docker exec lab-worker ctr -n k8s.io images ls -q')
  })
})

describe('ensureImage', () => {
  it('gives the id of an image that was never pushed', async () => {
    const { engine, host } = await aHost()
    expect(await ensureImage(engine, 'kindest/node:v1.34.4', signal)).toMatch(/^sha256:a967fb43/)
    expect(host.lines.some((line) => line.includes('pull'))).toBe(false)
  })

  it('gives the digest of one that was', async () => {
    const [image] = JSON.parse(fixture('docker/docker-20.10.24-image-inspect.json')) as object[]
    const stdout = JSON.stringify([{ ...image, RepoDigests: ['kindest/node@sha256:feed'] }])
    const { engine } = await aHost((_call, line) => (line.includes('image inspect') ? { stdout } : undefined))
    expect(await ensureImage(engine, 'kindest/node', signal)).toBe('sha256:feed')
  })

  it('pulls one that is missing, and says what to do when that fails', async () => {
    const { engine } = await aHost((_call, line) => {
      if (line.includes('image inspect')) return { exitCode: 1, stdout: '[]\n', stderr: 'No such image: no-such:1' }
      return line.includes('pull') ? { exitCode: 1, stderr: 'pull access denied' } : undefined
    })
    expect(await detailsOf(() => ensureImage(engine, 'no-such:1', signal))).toMatchObject({
      title: 'Cannot pull the image no-such:1',
      message: 'pull access denied.',
    })
  })
})

describe('loadImages', () => {
  it.each([
    ['1.41 amd64', []],
    ['1.48 arm64', ['--platform', 'linux/arm64']],
  ])('saves them all to one archive (API %s)', async (version, platform) => {
    const { engine, kind, host } = await aHost((_call, line) =>
      line.startsWith('docker version') ? { stdout: `${version}\n` } : undefined,
    )
    await loadImages(engine, kind, 'cnilab-a', ['one:1', 'two:2'], signal)
    const save = host.calls.find(({ args }) => args[1] === 'save')?.args ?? []
    const load = host.calls.find(({ args }) => args[0] === 'load')?.args ?? []
    expect(save.slice(2, -4)).toEqual(platform)
    expect(save.slice(-2)).toEqual(['one:1', 'two:2'])
    expect(load).toEqual(['load', 'image-archive', save.at(-3), '--name', 'cnilab-a'])
  })
})
