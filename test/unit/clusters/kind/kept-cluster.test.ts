import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { parse } from 'yaml'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ClusterFiles } from '../../../../main/clusters/kind/cluster-files.ts'
import { variants } from '../../../../main/cnis/index.ts'
import { pinnedCatalog } from '../../../../main/cnis/pins.ts'
import { detailsOf } from '../../error-details.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { aKindRuntime, creations } from './a-kind-runtime.ts'
import { aNote, anotherLivingProcess } from './a-note.ts'
import { FakeHost } from './fake-exec.ts'
import { api } from './recorded-api.ts'

vi.mock('../../../../main/clusters/kubernetes/client.ts', () => import('./recorded-api.ts'))

beforeEach(() => {
  api.isHealthy = true
})

describe('a kept cluster', () => {
  async function aKeptCluster() {
    const first = await aKindRuntime({ keep: () => true })
    const cluster = await first.acquire()
    await cluster.close()
    mkdirSync(dirname(first.files.kubeconfig(cluster.name)), { recursive: true })
    return { ...first, name: cluster.name }
  }

  it('is used again by a run with the same recipe, whether that keeps it or not', async () => {
    const { host, files, name } = await aKeptCluster()
    const { acquire } = await aKindRuntime({ host, files })
    const cluster = await acquire()
    expect([cluster.name, cluster.reused]).toEqual([name, true])
    expect(creations(host)).toHaveLength(1)
    await cluster.close()
    expect(host.clusters.has(name)).toBe(true)
  })

  it('is not used by a run with another recipe', async () => {
    const { host, files, name } = await aKeptCluster()
    const node = { image: 'kindest/node:v1.34.4', kubernetes: 'v1.34.4' }
    const { acquire } = await aKindRuntime({ host, files, catalog: { ...pinnedCatalog, node } })
    expect((await acquire()).name).not.toBe(name)
    expect(host.clusters.has(name)).toBe(true)
  })

  it('is not used while another process does', async () => {
    const { host, files, name } = await aKeptCluster()
    const note = (await files.read(name)) ?? aNote(name)
    await files.write({ ...note, owner: { what: 'another run', process: anotherLivingProcess() } })
    const { acquire } = await aKindRuntime({ host, files })
    expect((await acquire()).name).not.toBe(name)
  })

  it('is not used while the same process does', async () => {
    const { host, files, name } = await aKeptCluster()
    const { acquire } = await aKindRuntime({ host, files })
    const first = await acquire()
    expect(first.name).toBe(name)
    expect((await acquire()).name).not.toBe(name)
    await first.close()
    expect((await acquire()).name).toBe(name)
  })

  it('is replaced when one of its nodes is gone, though Kubernetes still counts it as Ready', async () => {
    const { host, files, name } = await aKeptCluster()
    host.clusters.set(name, [`${name}-control-plane`, `${name}-worker`])
    const { acquire } = await aKindRuntime({ host, files })
    expect((await acquire()).name).not.toBe(name)
    expect(host.clusters.has(name)).toBe(false)
  })

  it('is replaced when it is no longer healthy', async () => {
    const { host, files, name } = await aKeptCluster()
    api.isHealthy = false
    host.calls.splice(0)
    const next = await aKindRuntime({ host, files })
    const details: unknown = await next.acquire().catch((error: unknown) => error)
    // The new one is not healthy either here; the old one must be gone all the same.
    expect(details).toBeInstanceOf(Error)
    expect(host.clusters.has(name)).toBe(false)
    expect(creations(host)).toHaveLength(1)
    expect(next.logged.join('\n')).toContain('is not healthy')
  })
})

describe('a kind runtime for dual stack', () => {
  const node = { image: 'kindest/node:v1.34.4', kubernetes: 'v1.34.4' }
  const { signal } = new AbortController()

  it('takes no kept cluster of IPv4 alone', async () => {
    const files = new ClusterFiles(temporaryFolder())
    const host = new FakeHost()
    const ipv4 = await aKindRuntime({ files, host, keep: () => true })
    const first = await ipv4.acquire()
    await first.close()
    const dual = await aKindRuntime({ files, host, ipFamily: 'dual' })
    const second = await dual.acquire()
    expect(second.reused).toBe(false)
    expect(second.name).not.toBe(first.name)
    expect(parse(creations(host)[1]?.options.input ?? '')).toMatchObject({ networking: { ipFamily: 'dual' } })
    expect((await files.read(second.name))?.ipFamily).toBe('dual')
    await second.close()
    expect((await ipv4.acquire()).name).toBe(first.name)
  })

  it('refuses them on a kernel without IPv6, which is no matter where IPv4 is all that is wanted', async () => {
    const catalog = { ...pinnedCatalog, node }
    const dual = await aKindRuntime({ catalog, ipFamily: 'dual' })
    const details = await detailsOf(() => dual.runtime.preflight([variants.get('kindnet')], signal))
    expect(details.title).toBe('Cannot make dual-stack clusters on this machine')
    const ipv4 = await aKindRuntime({ catalog })
    await expect(ipv4.runtime.preflight([variants.get('kindnet')], signal)).resolves.toBeUndefined()
  })
})
