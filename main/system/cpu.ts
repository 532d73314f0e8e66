import { cpus } from 'node:os'

/** CPU time of all cores since boot, in ms. */
export interface CpuTime {
  readonly busyMs: number
  readonly totalMs: number
}

/** Reads the cores' counters; on a virtual machine's host this sees only the host. */
export function readCpuTime(): CpuTime {
  let busyMs = 0
  let idleMs = 0
  for (const { times } of cpus()) {
    busyMs += times.user + times.nice + times.sys + times.irq
    idleMs += times.idle
  }
  return { busyMs, totalMs: busyMs + idleMs }
}

/** Busy share of all cores between two readings, 0 to 1. */
export function busyShare(before: CpuTime, after: CpuTime): number {
  const totalMs = after.totalMs - before.totalMs
  return totalMs <= 0 ? 0 : Math.min(1, Math.max(0, (after.busyMs - before.busyMs) / totalMs))
}
