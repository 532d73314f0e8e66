import { describe, expect, it, vi } from 'vitest'
import type { Machine } from '../../../main/clusters/machine.ts'
import type { ExperimentSpec } from '../../../main/experiment/spec.ts'
import { checkPlanOn } from '../../../main/lab/plan-check.ts'
import { kernelFeatureIds } from '../../../main/cnis/kernel-features.ts'
import { Cancelled, LabError } from '../../../main/system/errors.ts'
import type { Exec } from '../../../main/system/exec.ts'
import { thisProcess } from '../../../main/system/process-identity.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { anEngine, fails, gib, machine, succeeds } from './doctor/machine.ts'

const aChoice = (change: Partial<ExperimentSpec> = {}): ExperimentSpec => ({
  runtime: 'kind',
  variants: ['kindnet', 'flannel/vxlan', 'cilium/vxlan'],
  probes: ['tcp-throughput'],
  paths: [],
  mode: 'quick',
  keep: false,
  ...change,
})
const onNetns = (change: Partial<ExperimentSpec> = {}) =>
  aChoice({ runtime: 'netns', variants: ['netns/routed', 'netns/vxlan'], ...change })

const somePaths = () => ({ data: temporaryFolder(), cache: temporaryFolder() })
const { signal } = new AbortController()
const check = (choice: ExperimentSpec, context: Machine = machine()) =>
  checkPlanOn(choice, context, somePaths(), signal)

/** Docker with the node image, whose kernel has these features. */
const withKernel = (features: readonly string[], asked: string[] = []): Machine => {
  const exec: Exec = (_, [command = '']) => {
    asked.push(command)
    if (command === 'image') return succeeds('[{"Id": "sha256:1"}]')
    return succeeds(command === 'run' ? features.join('\n') : '')
  }
  return machine({ engine: () => Promise.resolve(anEngine({ storage: '/nowhere' }, exec)) })
}

describe('checking a plan', () => {
  it('finds nothing where nothing is amiss', async () => {
    const everything = withKernel(kernelFeatureIds)
    expect(await check(aChoice(), everything)).toEqual({
      variants: [{ variant: 'kindnet' }, { variant: 'flannel/vxlan' }, { variant: 'cilium/vxlan' }],
    })
    expect(await check(onNetns())).toEqual({ variants: [{ variant: 'netns/routed' }, { variant: 'netns/vxlan' }] })
  })

  it('tells of each variant what its kernel lacks, having asked once', async () => {
    const asked: string[] = []
    const { variants, error } = await check(aChoice(), withKernel(['vxlan', 'br_netfilter'], asked))
    expect(error).toBeUndefined()
    expect(variants.map((each) => [each.variant, each.error?.code])).toEqual([
      ['kindnet', undefined],
      ['flannel/vxlan', undefined],
      ['cilium/vxlan', 'kernel-lacks'],
    ])
    expect(variants[2]?.error?.message).toContain('bpf')
    expect(asked.filter((command) => command === 'run')).toHaveLength(1)
  })

  it('asks a kernel that has everything once, however often the form changes, and again when the image is another', async () => {
    const asked: string[] = []
    let id = 'sha256:1'
    const exec: Exec = (_, [command = '']) => {
      asked.push(command)
      if (command === 'image') return succeeds(JSON.stringify([{ Id: id }]))
      return succeeds(command === 'run' ? [...kernelFeatureIds, 'ipv6'].join('\n') : '')
    }
    const context = machine({ engine: () => Promise.resolve(anEngine({ storage: '/nowhere' }, exec)) })
    const containers = () => asked.filter((command) => command === 'run').length
    await Promise.all([check(aChoice(), context), check(aChoice({ variants: ['kindnet'] }), context)])
    expect(containers()).toBe(1)
    await check(aChoice({ ipFamily: 'dual' }), context)
    expect(containers()).toBe(1)
    id = 'sha256:2'
    await check(aChoice(), context)
    expect(containers()).toBe(2)
  })

  it('asks again, after a while, where something was missing that can be loaded', async () => {
    const asked: string[] = []
    const context = withKernel(['vxlan'], asked)
    const containers = () => asked.filter((command) => command === 'run').length
    await check(aChoice(), context)
    await check(aChoice(), context)
    expect(containers()).toBe(1)
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000)
    await check(aChoice(), context)
    vi.restoreAllMocks()
    expect(containers()).toBe(2)
  })

  it('leaves a machine alone that something is measured on, and says what', async () => {
    const asked: string[] = []
    const holder = { token: 't', what: 'a quick run', since: '2026-11-26T21:00:00.000Z', process: thisProcess() }
    const context = { ...withKernel(kernelFeatureIds, asked), holder: () => holder }
    const { error, variants } = await check(aChoice({ variants: ['kindnet', 'nothing'] }), context)
    expect(error).toMatchObject({ code: 'machine-in-use', title: 'Cannot check this machine now' })
    expect(error?.message).toContain('since 2026-11-26 21:00:00 UTC by a quick run')
    expect(variants.map((each) => each.error?.code)).toEqual([undefined, 'unknown-name'])
    expect(asked).toEqual([])
  })

  it('tells of variants that are not chosen what they lack, and of none where nothing is lacking', async () => {
    const kernel = kernelFeatureIds.filter((feature) => feature !== 'wireguard')
    const { variants, others } = await check(
      aChoice({ variants: ['kindnet', 'flannel/wireguard'] }),
      withKernel(kernel),
    )
    expect(variants.map((each) => [each.variant, each.error?.message])).toEqual([
      ['kindnet', undefined],
      ['flannel/wireguard', 'the kernel that containers run on lacks WireGuard.'],
    ])
    expect(others?.map((each) => [each.variant, each.error.message])).toEqual([
      ['calico/vxlan+wireguard', 'the kernel that containers run on lacks WireGuard.'],
      ['cilium/vxlan+wireguard', 'the kernel that containers run on lacks WireGuard.'],
    ])
    expect(await check(aChoice({ variants: ['kindnet'] }), withKernel(kernelFeatureIds))).not.toHaveProperty('others')
  })

  it('tells that there can be no dual stack: on a kernel without IPv6, and between network namespaces', async () => {
    const choice = aChoice({ ipFamily: 'dual' })
    const without = await check(choice, withKernel(kernelFeatureIds))
    expect(without.error).toMatchObject({
      code: 'kernel-lacks',
      title: expect.stringContaining('dual-stack') as string,
    })
    expect(without.variants.every(({ error }) => error === undefined)).toBe(true)
    expect(await check(choice, withKernel([...kernelFeatureIds, 'ipv6']))).not.toHaveProperty('error')
    expect((await check(onNetns({ ipFamily: 'dual' }))).error?.code).toBe('bad-usage')
  })

  it('downloads nothing: without the node image the kernel is not asked', async () => {
    const asked: string[] = []
    const exec: Exec = (_, [command = '']) => {
      asked.push(command)
      return command === 'image' ? fails() : succeeds()
    }
    const context = machine({ engine: () => Promise.resolve(anEngine({ storage: '/nowhere' }, exec)) })
    expect((await check(aChoice(), context)).variants.some(({ error }) => error)).toBe(false)
    expect(asked).not.toContain('pull')
    expect(asked).not.toContain('run')
  })

  it('tells what stands against the whole: no engine, too little memory, a full disk', async () => {
    const noEngine = new LabError({ code: 'no-engine', title: 'Cannot make kind clusters', message: 'no engine' })
    const without = machine({ engine: () => Promise.reject(noEngine) })
    expect((await check(aChoice(), without)).error).toEqual(noEngine.details)
    const small = machine({ engine: () => Promise.resolve(anEngine({ memoryBytes: gib })) })
    expect((await check(aChoice(), small)).error).toMatchObject({ code: 'no-memory', title: 'Cannot make 3 clusters' })
    // A file system that never has a free block.
    const full = machine({ engine: () => Promise.resolve(anEngine({ storage: '/proc', memoryBytes: 64 * gib })) })
    expect((await check(aChoice({ variants: ['kindnet'] }), full)).error?.code).toBe('no-space')
  })

  it('tells of unknown names and of variants of another runtime, and checks the others all the same', async () => {
    const variants = ['netns/routed', 'netns/tokyo', 'kindnet']
    const { variants: told, error } = await check(onNetns({ variants }))
    expect(told.map((each) => each.error?.code)).toEqual([undefined, 'unknown-name', 'bad-usage'])
    expect(told[2]?.error?.message).toContain('kind')
    expect(error).toBeUndefined()
    expect((await check(onNetns({ probes: ['ping'] }))).error?.code).toBe('unknown-name')
  })

  it('tells of policies that cannot be read apart from what stands against the whole', async () => {
    const own = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec: {podSelector: {}}'
    const none = new LabError({ code: 'no-engine', title: 'Cannot make kind clusters', message: 'no engine' })
    const noEngine = machine({ engine: () => Promise.reject(none) })
    const faulty = await check(aChoice({ userPolicies: own.replace('podSelector', 'podselector') }), noEngine)
    expect(faulty.error?.code).toBe('no-engine')
    expect(faulty.userPolicies?.message).toContain('podselector')
    expect(faulty.userPolicies?.hint).toContain('kubectl explain')
    expect(await check(aChoice({ userPolicies: own }), noEngine)).not.toHaveProperty('userPolicies')
  })

  it('tells when nothing is chosen', async () => {
    expect((await check(onNetns({ variants: [] }))).error?.message).toBe('no variant is chosen.')
    expect((await check(onNetns({ probes: [] }))).error?.message).toBe('no probe is chosen.')
  })

  it('tells what netns lacks: everything, or VXLAN alone', async () => {
    const { netns } = machine()
    const elsewhere = machine({ netns: { ...netns, platform: 'darwin' } })
    expect((await check(onNetns(), elsewhere)).error?.code).toBe('kernel-lacks')
    const missing = machine({ netns: { ...netns, missingPrograms: () => Promise.resolve(['iperf3' as const]) } })
    expect((await check(onNetns(), missing)).error?.code).toBe('missing-tool')
    const noVxlan = machine({
      netns: { ...netns, exec: (_, args) => (args.includes('vxlan') ? fails('not supported') : succeeds()) },
    })
    const { variants, error } = await check(onNetns(), noVxlan)
    expect(error).toBeUndefined()
    expect(variants.map((each) => each.error?.code)).toEqual([undefined, 'kernel-lacks'])
  })

  it('throws only when it is cancelled', async () => {
    const cancelled = AbortSignal.abort(new Cancelled())
    const context = machine({ engine: () => Promise.reject(new Cancelled()) })
    await expect(checkPlanOn(aChoice(), context, somePaths(), cancelled)).rejects.toBeInstanceOf(Cancelled)
  })
})
