import { readFile, statfs } from 'node:fs/promises'
import type { Catalog } from '../../cnis/catalog.ts'
import type { IpFamily } from '../../cnis/recipe.ts'
import { modulesOf, namesOf, type KernelFeature } from '../../cnis/kernel-features.ts'
import type { Variant } from '../../cnis/variant.ts'
import { LabError } from '../../system/errors.ts'
import type { ClusterFiles, ClusterNote } from './cluster-files.ts'
import { diskPerCluster, inotifyPerCluster, memoryPerCluster } from './costs.ts'
import { engineRefusal } from './engine-refusal.ts'
import type { Engine } from './engine.ts'

const gib = 1024 ** 3

/** From 1.35 on the kubelet does not start on cgroup v1 unless told to. Source: Kubernetes' KEP-5573, kind's v0.31.0. */
const firstMinorWithoutCgroupV1 = 35

/** Whether nodes of this Kubernetes version (`v1.36.4`) start only on cgroup v2. */
export const needsCgroupV2 = (kubernetes: string): boolean =>
  Number(/^v1\.(\d+)/.exec(kubernetes)?.[1] ?? 0) >= firstMinorWithoutCgroupV1

export interface Plan {
  /** Version in the node image. */
  readonly kubernetes: string
  /** kind clusters that exist already. */
  readonly existing: number
  /** Clusters that will be made: kept ones need no more memory. */
  readonly making: number
}

interface PlanOptions {
  readonly node: Catalog['node']
  readonly files: ClusterFiles
  readonly ipFamily: IpFamily
}

/** What making these variants' clusters comes to, with the kept ones that are there already. */
export async function kindPlan(
  engine: Engine,
  variants: readonly Variant[],
  { node, files, ipFamily }: PlanOptions,
  signal: AbortSignal,
): Promise<Plan> {
  const existing = await engine.clusters(signal)
  const isUsable = ({ kept, name, ipFamily: family = 'ipv4' }: ClusterNote) =>
    kept && existing.includes(name) && family === ipFamily
  const kept = (await files.all()).filter(isUsable)
  const making = variants.filter(({ id }) => !kept.some(({ variant }) => variant === id)).length
  return { kubernetes: node.kubernetes, existing: existing.length, making }
}

/** What this machine lacks for so many clusters, whatever is in them: `no-memory`, `no-space` or `kernel-lacks`. */
export async function machineRefusal(engine: Engine, plan: Plan): Promise<LabError | undefined> {
  return (
    engineRefusal(engine.info) ??
    cgroupsRefusal(engine, plan.kubernetes) ??
    (await memoryRefusal(engine, plan.making)) ??
    (await diskRefusal(engine, plan.making)) ??
    (await inotifyRefusal(plan.existing + plan.making))
  )
}

/** What a kernel that lacks these features lacks for single variants. */
export const variantRefusals = (
  variants: readonly Variant[],
  lacking: ReadonlySet<KernelFeature>,
): ReadonlyMap<string, LabError> =>
  new Map(
    variants.flatMap((variant) => {
      const missing = variant.needs.filter((feature) => lacking.has(feature))
      return missing.length > 0 ? [[variant.id, kernelLacks(variant, missing)] as const] : []
    }),
  )

function kernelLacks({ id }: Variant, missing: readonly KernelFeature[]): LabError {
  const modules = modulesOf(missing)
  const load = modules.length > 0 ? `Load it there (sudo modprobe -a ${modules.join(' ')}), or leave` : 'Leave'
  return new LabError({
    code: 'kernel-lacks',
    title: `Cannot test ${id} on this machine`,
    message: `the kernel that containers run on lacks ${namesOf(missing).join(' and ')}.`,
    hint: `${load} ${id} out of the comparison.`,
  })
}

function cgroupsRefusal({ info }: Engine, kubernetes: string): LabError | undefined {
  if (info.cgroupVersion === 2 || !needsCgroupV2(kubernetes)) return undefined
  return new LabError({
    code: 'kernel-lacks',
    title: 'Cannot make kind clusters',
    message: `nodes of Kubernetes ${kubernetes} need cgroup v2, and the engine’s machine has v1.`,
    hint: 'Boot it with cgroup v2 (cnilab doctor tells how), or name an older node image in a catalog: --catalog FILE.',
  })
}

async function memoryRefusal({ info }: Engine, clusters: number): Promise<LabError | undefined> {
  const available = Math.min(info.memoryBytes, (await availableMemory()) ?? info.memoryBytes)
  const needed = clusters * memoryPerCluster
  if (available >= needed) return undefined
  return new LabError({
    code: 'no-memory',
    title: `Cannot make ${String(clusters)} clusters`,
    message: `they need about ${inGib(needed)} of memory, and ${inGib(available)} is available.`,
    hint: 'Name fewer variants, give the engine’s virtual machine more memory, or end other programs.',
  })
}

/** Linux only; elsewhere the engine's machine has its own memory, which it tells. */
export async function availableMemory(): Promise<number | undefined> {
  const meminfo = await readFile('/proc/meminfo', 'utf8').catch(() => '')
  const kib = /^MemAvailable:\s+(\d+) kB/m.exec(meminfo)?.[1]
  return kib === undefined ? undefined : Number(kib) * 1024
}

async function diskRefusal({ info }: Engine, clusters: number): Promise<LabError | undefined> {
  // Where the engine runs in a virtual machine its storage folder is not on this file system.
  const storage = await statfs(info.storage).catch(() => undefined)
  if (!storage) return undefined
  const free = storage.bavail * storage.bsize
  const needed = clusters * diskPerCluster
  if (free >= needed) return undefined
  return new LabError({
    code: 'no-space',
    title: `Cannot make ${String(clusters)} clusters`,
    message: `they need about ${inGib(needed)} in ${info.storage}, and ${inGib(free)} is free.`,
    hint: 'Free some space (docker system df shows what the engine holds), or name fewer variants.',
  })
}

async function inotifyRefusal(clusters: number): Promise<LabError | undefined> {
  const setting = await readFile('/proc/sys/fs/inotify/max_user_instances', 'utf8').catch(() => '')
  const instances = Number(setting.trim() || Infinity)
  if (instances >= clusters * inotifyPerCluster) return undefined
  return new LabError({
    code: 'kernel-lacks',
    title: `Cannot make ${String(clusters)} clusters side by side`,
    message: `fs.inotify.max_user_instances is ${String(instances)}; nodes would fail with "too many open files".`,
    hint: 'sudo sysctl fs.inotify.max_user_instances=1024 fs.inotify.max_user_watches=524288',
  })
}

export const inGib = (bytes: number) => `${(bytes / gib).toFixed(1)} GiB`
