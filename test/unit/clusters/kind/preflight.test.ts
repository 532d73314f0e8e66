import { describe, expect, it } from 'vitest'
import { Engine, type EngineInfo } from '../../../../main/clusters/kind/engine.ts'
import { preflightKind } from '../../../../main/clusters/kind/preflight.ts'
import { findVariants } from '../../../../main/cnis/index.ts'
import { detailsOf } from '../../error-details.ts'
import { FakeHost } from './fake-exec.ts'

const { signal } = new AbortController()
const gib = 1024 ** 3
const roomy: EngineInfo = {
  version: '28.0.0',
  memoryBytes: 64 * gib,
  cores: 8,
  cgroupVersion: 2,
  storage: '/nowhere/of/this/machine',
  operatingSystem: 'a virtual machine',
}

interface Options {
  readonly info?: Partial<EngineInfo>
  /** What the kernel of the engine's machine has. */
  readonly features?: string
  readonly variants?: readonly string[]
  readonly making?: number
  readonly kubernetes?: string
}

function preflight({ info, features = 'vxlan\nbr_netfilter\nbpf\nip_set\n', ...options }: Options = {}) {
  const host = new FakeHost(({ args }) => (args[0] === 'run' ? { stdout: features } : undefined))
  const variants = findVariants(options.variants ?? ['kindnet', 'flannel/vxlan', 'cilium/vxlan'])
  const plan = {
    nodeImage: 'node:1',
    kubernetes: options.kubernetes ?? 'v1.36.4',
    existing: 0,
    making: options.making ?? 1,
  }
  return preflightKind(new Engine('docker', { ...roomy, ...info }, host.exec), variants, plan, signal)
}

describe('preflight of kind', () => {
  it('passes where everything is there', async () => {
    await expect(preflight()).resolves.toBeUndefined()
  })

  it('refuses clusters that the memory does not suffice for, and says how much there is', async () => {
    const details = await detailsOf(() => preflight({ info: { memoryBytes: 2 * gib }, making: 4 }))
    expect(details).toMatchObject({ code: 'no-memory', title: 'Cannot make 4 clusters' })
    expect(details.message).toContain('4.8 GiB')
    expect(details.message).toContain('2.0 GiB')
  })

  it('needs no more memory for clusters that are kept', async () => {
    await expect(preflight({ info: { memoryBytes: gib }, making: 0 })).resolves.toBeUndefined()
  })

  it('refuses where the engine’s disk is full', async () => {
    // A file system that never has a free block.
    const details = await detailsOf(() => preflight({ info: { storage: '/proc' } }))
    expect(details.code).toBe('no-space')
    expect(details.message).toContain('0.0 GiB is free')
  })

  it('refuses a variant whose kernel needs are not met, and names both', async () => {
    const details = await detailsOf(() => preflight({ features: 'vxlan\nbr_netfilter\n' }))
    expect(details).toMatchObject({ code: 'kernel-lacks', title: 'Cannot test cilium/vxlan on this machine' })
    expect(details.message).toContain('bpf')
    expect(details.hint).toContain('leave cilium/vxlan out')
    await expect(preflight({ features: '', variants: ['kindnet'] })).resolves.toBeUndefined()
  })

  it('refuses cgroup v1 for nodes that need v2, and only for those', async () => {
    const details = await detailsOf(() => preflight({ info: { cgroupVersion: 1 } }))
    expect(details.code).toBe('kernel-lacks')
    expect(details.message).toContain('cgroup v2')
    await expect(preflight({ info: { cgroupVersion: 1 }, kubernetes: 'v1.34.4' })).resolves.toBeUndefined()
  })
})
