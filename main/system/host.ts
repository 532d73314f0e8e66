import { readFile } from 'node:fs/promises'
import { arch, cpus, release, totalmem, type } from 'node:os'

/** What this machine is, as far as numbers depend on it. */
export interface Host {
  readonly os: string
  readonly kernel: string
  readonly arch: string
  readonly cpuModel: string
  readonly cores: number
  readonly memoryBytes: number
  readonly governor?: string
  readonly virtualization?: string
}

export async function describeHost(): Promise<Host> {
  const governor = await read('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor')
  const virtualization = await detectVirtualization()
  return {
    os: (await prettyName()) ?? type(),
    kernel: release(),
    arch: arch(),
    cpuModel: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    ...(governor && { governor }),
    ...(virtualization && { virtualization }),
  }
}

const read = async (file: string): Promise<string | undefined> => {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.trim() || undefined
}

const prettyName = async () => /^PRETTY_NAME="?([^"\n]+)/m.exec((await read('/etc/os-release')) ?? '')?.[1]

/** Linux guests see a flag of their CPU, or the name of the machine they are given. */
async function detectVirtualization(): Promise<string | undefined> {
  const product = await read('/sys/class/dmi/id/product_name')
  const isGuest = /^flags\s*:.*\bhypervisor\b/m.test((await read('/proc/cpuinfo')) ?? '')
  return isGuest ? (product ?? 'virtual machine') : undefined
}
