import { describe, expect, it } from 'vitest'
import { Engine, type EngineInfo } from '../../../../main/clusters/kind/engine.ts'
import { ClusterFiles } from '../../../../main/clusters/kind/cluster-files.ts'
import { kindPlan, machineRefusal, variantRefusals } from '../../../../main/clusters/kind/preflight.ts'
import { askKernel } from '../../../../main/clusters/kind/kernel.ts'
import { findVariants, variantsOf } from '../../../../main/cnis/index.ts'
import { pinnedCatalog } from '../../../../main/cnis/pins.ts'
import type { IpFamily } from '../../../../main/cnis/recipe.ts'
import { kernelFeatureIds, type KernelFeature } from '../../../../main/cnis/kernel-features.ts'
import { detailsOf } from '../../error-details.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { aNote } from './a-note.ts'
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
  /** What the kernel of the engine's machine lacks. */
  readonly lacking?: readonly KernelFeature[]
  readonly variants?: readonly string[]
  readonly making?: number
  readonly kubernetes?: string
}

/** As the runtime does it: throws what is amiss. */
async function preflight({ info, lacking = [], ...options }: Options = {}) {
  const variants = findVariants(options.variants ?? ['kindnet', 'flannel/vxlan', 'cilium/vxlan'])
  const plan = {
    kubernetes: options.kubernetes ?? 'v1.36.4',
    existing: 0,
    making: options.making ?? 1,
  }
  const engine = new Engine('docker', { ...roomy, ...info }, new FakeHost().exec)
  const room = await machineRefusal(engine, plan)
  if (room) throw room
  for (const refusal of variantRefusals(variants, new Set(lacking)).values()) throw refusal
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

  it('counts kept clusters only where they are of the same IP family', async () => {
    const host = new FakeHost()
    const files = new ClusterFiles(temporaryFolder())
    for (const [name, change] of [
      ['cnilab-kindnet-0a1b', { variant: 'kindnet' }],
      ['cnilab-flannel-vxlan-0a1b', { variant: 'flannel/vxlan', ipFamily: 'dual' }],
    ] as const) {
      host.addCluster(name)
      await files.write(aNote(name, { ...change, kept: true }))
    }
    const engine = new Engine('docker', roomy, host.exec)
    const making = async (variants: readonly string[], ipFamily: IpFamily) =>
      (await kindPlan(engine, findVariants(variants), { node: pinnedCatalog.node, files, ipFamily }, signal)).making
    expect(await making(['kindnet'], 'ipv4')).toBe(0)
    expect(await making(['kindnet'], 'dual')).toBe(1)
    expect(await making(['kindnet', 'flannel/vxlan'], 'dual')).toBe(1)
  })

  it('refuses where the engine’s disk is full', async () => {
    // A file system that never has a free block.
    const details = await detailsOf(() => preflight({ info: { storage: '/proc' } }))
    expect(details.code).toBe('no-space')
    expect(details.message).toContain('0.0 GiB is free')
  })

  it('refuses a variant whose kernel needs are not met, and names both', async () => {
    const details = await detailsOf(() => preflight({ lacking: ['bpf', 'ip_set'] }))
    expect(details).toMatchObject({ code: 'kernel-lacks', title: 'Cannot test cilium/vxlan on this machine' })
    expect(details.message).toContain('bpf')
    expect(details.hint).toBe('Leave cilium/vxlan out of the comparison.')
    await expect(preflight({ lacking: kernelFeatureIds, variants: ['kindnet'] })).resolves.toBeUndefined()
  })

  it('refuses cgroup v1 for nodes that need v2, and only for those', async () => {
    const details = await detailsOf(() => preflight({ info: { cgroupVersion: 1 } }))
    expect(details.code).toBe('kernel-lacks')
    expect(details.message).toContain('cgroup v2')
    await expect(preflight({ info: { cgroupVersion: 1 }, kubernetes: 'v1.34.4' })).resolves.toBeUndefined()
  })
})

describe('a kernel without WireGuard and ESP', () => {
  const refusals = variantRefusals(variantsOf('kind'), new Set(['wireguard', 'esp']))

  it('is refused by the variants that encrypt, and by no other', () => {
    expect([...refusals.keys()]).toEqual([
      'flannel/wireguard',
      'calico/vxlan+wireguard',
      'cilium/vxlan+wireguard',
      'cilium/vxlan+ipsec',
    ])
  })

  it.each([
    ['flannel/wireguard', 'WireGuard', 'wireguard'],
    ['calico/vxlan+wireguard', 'WireGuard', 'wireguard'],
    ['cilium/vxlan+wireguard', 'WireGuard', 'wireguard'],
    ['cilium/vxlan+ipsec', 'IPsec ESP with AES-GCM', 'xfrm_user esp4'],
  ])('is told to %s as lacking %s', (id, feature, modules) => {
    expect(refusals.get(id)?.details).toMatchObject({
      code: 'kernel-lacks',
      title: `Cannot test ${id} on this machine`,
      message: `the kernel that containers run on lacks ${feature}.`,
      hint: `Load it there (sudo modprobe -a ${modules}), or leave ${id} out of the comparison.`,
    })
  })
})

describe('asking the kernel', () => {
  it('takes one container for everything, and believes only what it says is there', async () => {
    const host = new FakeHost(({ args }) => (args[0] === 'run' ? { stdout: 'vxlan\nbpf\nip_set\nnoise\n' } : undefined))
    const { lacking, hasIpv6 } = await askKernel(new Engine('docker', roomy, host.exec), 'node:1', signal)
    expect([...lacking]).toEqual(['br_netfilter', 'wireguard', 'esp'])
    expect(hasIpv6).toBe(false)
    expect(host.calls).toHaveLength(1)
    for (const feature of kernelFeatureIds) expect(host.lines[0]).toContain(`&& echo ${feature}`)
    expect(host.lines[0]).toMatch(/ip6tables.*&& echo ipv6/)
  })
})
