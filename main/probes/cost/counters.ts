import { unparsable } from '../program-output.ts'

/** Time of all cores since boot, in ms. */
export interface CpuCounters {
  readonly busyMs: number
  readonly softirqMs: number
  /** Idle time and what the hypervisor took among it. */
  readonly totalMs: number
}

/** Counters are in hundredths of a second on every architecture. Source: proc_stat(5), USER_HZ. */
const tickMs = 10
/** user, nice, system, idle, iowait, irq, softirq, steal. What guests used is in user and nice already. */
const line = /^cpu\s+(\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)(?: (\d+))?(?: \d+)*$/m

/** The line of all cores of `/proc/stat`. @throws LabError `unparsable-output` */
export function readCounters(text: string): CpuCounters {
  const numbers = line.exec(text)?.slice(1).map(msOf)
  if (!numbers?.every(Number.isSafeInteger)) throw unparsable('/proc/stat', text, 'There is no line of all cores.')
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = numbers
  const busyMs = user + nice + system + irq + softirq
  return { busyMs, softirqMs: softirq, totalMs: busyMs + idle + iowait + steal }
}

/** A field that an old kernel does not have is 0. */
const msOf = (ticks: string | undefined): number => Number(ticks ?? 0) * tickMs

/** What was used between two readings. */
export interface CpuUse {
  readonly busyMs: number
  readonly softirqMs: number
  readonly totalMs: number
}

/** Never negative: the kernel's idle and iowait may step back a little. */
export const useBetween = (before: CpuCounters, after: CpuCounters): CpuUse => {
  const busyMs = Math.max(0, after.busyMs - before.busyMs)
  const softirqMs = Math.max(0, after.softirqMs - before.softirqMs)
  return { busyMs, softirqMs, totalMs: Math.max(busyMs, after.totalMs - before.totalMs) }
}

/** `use` without what the machine would have used in the same time had it gone on as when it was `idle`. */
export function lessIdle(use: CpuUse, idle: CpuUse): Pick<CpuUse, 'busyMs' | 'softirqMs'> {
  const share = idle.totalMs === 0 ? 0 : use.totalMs / idle.totalMs
  return {
    busyMs: Math.max(0, use.busyMs - idle.busyMs * share),
    softirqMs: Math.max(0, use.softirqMs - idle.softirqMs * share),
  }
}
