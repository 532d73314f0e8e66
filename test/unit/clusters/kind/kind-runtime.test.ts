import { describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { ClusterFiles } from '../../../../main/clusters/kind/cluster-files.ts'
import { variants } from '../../../../main/cnis/index.ts'
import { pinnedCatalog } from '../../../../main/cnis/pins.ts'
import type { StepReporter } from '../../../../main/clusters/cluster.ts'
import { Cancelled } from '../../../../main/system/errors.ts'
import { detailsOf } from '../../error-details.ts'
import { fixture, fixtureFile } from '../../fixture.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { aKindRuntime, creations } from './a-kind-runtime.ts'
import { FakeHost, type Behaviour } from './fake-exec.ts'

vi.mock('../../../../main/clusters/kubernetes/client.ts', () => import('./recorded-api.ts'))

describe('making a kind cluster', () => {
  it('goes through the steps of kind and of the lab', async () => {
    const { steps, acquire, host } = await aKindRuntime()
    const cluster = await acquire()
    expect(steps).toContain('✓ Preparing nodes')
    expect(steps).toContain('✓ Joining worker nodes')
    expect(steps.at(-1)).toBe('✓ Waiting for DNS')
    expect(cluster.name).toMatch(/^cnilab-kindnet-[0-9a-f]{4}$/)
    expect(cluster.nodes.map(({ role }) => role).sort()).toEqual(['control-plane', 'worker', 'worker'])
    expect(cluster.nodes.every(({ address }) => /^172\.18\.0\.\d$/.test(address))).toBe(true)
    expect(cluster.installed.images[pinnedCatalog.node.image]).toMatch(/^sha256:/)
    expect(parse(creations(host)[0]?.options.input ?? '')).toMatchObject({ name: cluster.name, kind: 'Cluster' })
  })

  it('is noted before anything of it exists', async () => {
    const seen: unknown[] = []
    const files = new ClusterFiles(temporaryFolder())
    const behave: Behaviour = async ({ args }) => {
      if (args[0] === 'create') seen.push(...(await files.all()))
      return undefined
    }
    const { acquire } = await aKindRuntime({ behave, files })
    const { name } = await acquire()
    expect(seen).toMatchObject([{ name, kept: false, owner: { what: 'a test', process: { pid: process.pid } } }])
  })

  it('is undone when kind fails, with the reason that kind gives', async () => {
    const host: FakeHost = new FakeHost(({ args }) => {
      if (args[0] !== 'create') return undefined
      host.addCluster(args[args.indexOf('--name') + 1] ?? '')
      return { exitCode: 1, stderr: fixture('kind/kind-0.33.0-create-bad-image.txt') }
    })
    const { acquire, files, steps, logged } = await aKindRuntime({ host })
    const details = await detailsOf(() => acquire())
    expect(details.code).toBe('cluster-failed')
    expect(details.message).toMatch(/^The registry is not reached: dial tcp: lookup registry-1.docker.io/)
    expect(steps.at(-1)).toBe('✗ Ensuring node image (kindest/no-such:v9)')
    expect(logged).toContain('using docker due to KIND_EXPERIMENTAL_PROVIDER')
    expect([...host.clusters.keys()]).toEqual([])
    expect(await files.all()).toEqual([])
  })

  it('is undone whenever it is cancelled', async () => {
    const whole = await aKindRuntime()
    await whole.acquire()
    const commands = whole.host.calls.length
    expect(commands).toBeGreaterThan(10)
    for (let count = 2; count <= commands; count++) {
      const cancelling = new AbortController()
      const host: FakeHost = new FakeHost(({ args }) => {
        if (host.calls.length !== count) return undefined
        // The worst moment: containers are there and kind has not said so.
        if (args[0] === 'create') host.addCluster(args[args.indexOf('--name') + 1] ?? '')
        cancelling.abort(new Cancelled())
        return undefined
      })
      const { acquire, files } = await aKindRuntime({ host })
      await expect(acquire(cancelling.signal), `after command ${String(count)}`).rejects.toBeInstanceOf(Cancelled)
      expect([...host.clusters.keys()]).toEqual([])
      expect(await files.all()).toEqual([])
    }
  })

  it('is for variants of kind only', async () => {
    const { runtime } = await aKindRuntime()
    const steps = { log: () => undefined, step: <T>(_title: string, run: () => Promise<T>) => run() }
    const { signal } = new AbortController()
    const details = await detailsOf(() => runtime.acquire(variants.get('netns/vxlan'), { signal, steps, owner: 'a' }))
    expect(details).toMatchObject({ code: 'bad-usage' })
  })
})

describe('two first clusters at once', () => {
  it('do not both make the network of kind', async () => {
    const running: string[] = []
    let most = 0
    const behave: Behaviour = async ({ args }, line) => {
      if (line.startsWith('docker network')) return { exitCode: 1 }
      if (args[0] !== 'create') return undefined
      running.push(line)
      most = Math.max(most, running.length)
      await new Promise(setImmediate)
      running.pop()
      return undefined
    }
    const { runtime } = await aKindRuntime({ behave })
    const steps = { log: () => undefined, step: <T>(_title: string, run: () => Promise<T>) => run() }
    const { signal } = new AbortController()
    const make = () => runtime.acquire(variants.get('kindnet'), { signal, steps, owner: 'a test' })
    await Promise.all([make(), make()])
    expect(most).toBe(1)
  })
})

describe('closing a kind cluster', () => {
  it('deletes it, once', async () => {
    const { acquire, host, files } = await aKindRuntime()
    const cluster = await acquire()
    await Promise.all([cluster.close(), cluster.close(), cluster[Symbol.asyncDispose]()])
    expect(host.lines.filter((line) => line.startsWith('kind delete'))).toHaveLength(1)
    expect([...host.clusters.keys()]).toEqual([])
    expect(await files.all()).toEqual([])
  })

  it('leaves one over, and nobody’s, where deleting fails', async () => {
    const behave: Behaviour = ({ file, args }) =>
      file === 'kind' && args[0] === 'delete' ? { exitCode: 1, stderr: 'ERROR: failed to delete' } : undefined
    const { acquire, files } = await aKindRuntime({ behave })
    const cluster = await acquire()
    await expect(cluster.close()).rejects.toThrow('failed to delete')
    expect(await files.read(cluster.name)).toMatchObject({ kept: false, lastUsedBy: 'a test' })
    expect((await files.read(cluster.name))?.owner).toBeUndefined()
  })

  it('leaves one that is kept, running', async () => {
    const { acquire, host, files } = await aKindRuntime({ keep: () => true })
    const cluster = await acquire()
    host.paused.add(`${cluster.name}-worker`)
    await cluster.close()
    expect([...host.clusters.keys()]).toEqual([cluster.name])
    expect(host.paused.size).toBe(0)
    expect(await files.read(cluster.name)).toMatchObject({ kept: true, lastUsedBy: 'a test' })
  })

  it('notes one as kept as soon as it is ready, so that it outlives a process that is killed', async () => {
    const { acquire, files } = await aKindRuntime({ keep: () => true })
    const { name } = await acquire()
    expect(await files.read(name)).toMatchObject({ kept: true })
  })

  it('asks then whether it is kept, whatever was noted before', async () => {
    let isKept = false
    const { acquire, host, files } = await aKindRuntime({ keep: () => isKept })
    const [kept, deleted] = [await acquire(), await acquire()]
    expect((await files.read(kept.name))?.kept).toBe(false)
    isKept = true
    await kept.close()
    isKept = false
    await deleted.close()
    expect([...host.clusters.keys()]).toEqual([kept.name])
  })
})

describe('the runtime', () => {
  it('tells the versions of its programs', async () => {
    const { runtime } = await aKindRuntime()
    expect(await runtime.tools(new AbortController().signal)).toMatchObject({
      docker: '20.10.24+dfsg1',
      'engine on': 'Debian GNU/Linux 12 (bookworm)',
      kind: 'kind v0.33.0 go1.26.8 linux/amd64',
    })
  })
})

describe('asking a kind runtime for kernel features', () => {
  it('asks the kernel once, for preflight and for the record of the run', async () => {
    const behave: Behaviour = ({ args }) => (args.includes('--privileged') ? { stdout: 'vxlan\nbpf\n' } : undefined)
    // The recorded engine's machine has cgroup v1, which older nodes do with.
    const node = { image: 'kindest/node:v1.34.4', kubernetes: 'v1.34.4' }
    const { runtime, host } = await aKindRuntime({ behave, catalog: { ...pinnedCatalog, node } })
    const { signal } = new AbortController()
    await runtime.preflight([variants.get('kindnet')], signal)
    expect(await runtime.kernelFeatures(signal)).toEqual({
      vxlan: true,
      br_netfilter: false,
      bpf: true,
      ip_set: false,
      wireguard: false,
      esp: false,
    })
    const details = await detailsOf(() => runtime.preflight([variants.get('cilium/vxlan+ipsec')], signal))
    expect(details.message).toBe('the kernel that containers run on lacks IPsec ESP with AES-GCM.')
    expect(host.calls.filter(({ args }) => args.includes('--privileged'))).toHaveLength(1)
  })
})

const offlineCalico = (): typeof pinnedCatalog => {
  const file = fixtureFile('calico/calico-vxlan-v3.28.5-structure.yaml')
  return { ...pinnedCatalog, calico: { version: 'v3.28.5', manifest: { file }, manifestVxlan: { file } } }
}

describe('the name of a kind cluster', () => {
  it('is one that Kubernetes takes, also of a variant that adds encryption', async () => {
    // Nothing more than the name is wanted, so that the creation may fail.
    const seen: string[] = []
    const files = new ClusterFiles(temporaryFolder())
    const write = files.write.bind(files)
    files.write = (note) => {
      seen.push(note.name)
      return write(note)
    }
    const { runtime } = await aKindRuntime({ files, catalog: offlineCalico() })
    const steps: StepReporter = { log: () => undefined, step: (_, run) => run() }
    const { signal } = new AbortController()
    await runtime
      .acquire(variants.get('calico/vxlan+wireguard'), { signal, steps, owner: 'a test' })
      .catch(() => undefined)
    expect(seen[0]).toMatch(/^cnilab-calico-vxlan-wireguard-[0-9a-f]{4}$/)
  })
})
