import type { Exec } from '../../system/exec.ts'
import { searchPath } from './programs.ts'

const versionCommands = {
  iproute2: ['ip', '-V'],
  iperf3: ['iperf3', '--version'],
  curl: ['curl', '--version'],
  nginx: ['nginx', '-v'],
  'util-linux': ['unshare', '--version'],
} as const

/** Versions of the programs that the measurements are made with, as they print them. */
export async function toolVersions(exec: Exec, signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
  const entries = Object.entries(versionCommands).map(async ([tool, argv]) => {
    const { stdout, stderr } = await exec('env', [`PATH=${searchPath()}`, ...argv], { signal, onFailure: 'return' })
    // nginx prints it to standard error.
    return [tool, firstLine(stdout.trim() === '' ? stderr : stdout)] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? ''
