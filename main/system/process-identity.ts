import { readFileSync } from 'node:fs'

/** A process that can be told from a later one with the same pid. */
export interface ProcessIdentity {
  readonly pid: number
  /** On Linux boot id and start ticks, elsewhere the time it started; opaque to everyone but this file. */
  readonly startedAt: string
}

export type IsAlive = (identity: ProcessIdentity) => boolean

const startedAtClock = new Date(Date.now() - process.uptime() * 1000).toISOString()

/** The process that runs this code. */
export const thisProcess = (): ProcessIdentity => ({
  pid: process.pid,
  startedAt: linuxStart(process.pid) ?? startedAtClock,
})

/** No process of this machine: of what was done elsewhere. */
export const nobody: ProcessIdentity = { pid: 0, startedAt: 'elsewhere' }

/**
 * Whether the very process still runs. Where the system does not tell when a process started (macOS, Windows), any process with
 * its pid counts.
 */
export const isAlive: IsAlive = ({ pid, startedAt }) => {
  if (pid === nobody.pid) return false
  if (process.platform === 'linux') return linuxStart(pid) === startedAt
  if (pid === process.pid) return startedAt === startedAtClock
  return hasPid(pid)
}

function linuxStart(pid: number): string | undefined {
  const stat = readText(`/proc/${String(pid)}/stat`)
  const bootId = readText('/proc/sys/kernel/random/boot_id')?.trim()
  const ticks = stat === undefined ? undefined : startTicks(stat)
  return ticks === undefined || bootId === undefined ? undefined : `${bootId}/${ticks}`
}

/**
 * Field 22 of /proc/PID/stat, or undefined for a process that has ended and waits for its parent. The name in field 2 may hold
 * spaces and brackets, so fields count from the last bracket. Source: proc_pid_stat(5).
 */
export function startTicks(stat: string): string | undefined {
  const [state, ...fields] = stat
    .slice(stat.lastIndexOf(')') + 1)
    .trim()
    .split(/\s+/)
  return state === 'Z' || state === 'X' ? undefined : fields[18]
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function hasPid(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
