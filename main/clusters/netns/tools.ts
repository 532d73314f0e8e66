import type { Exec } from '../../system/exec.ts'
import { toolVersions } from '../../system/tool-versions.ts'
import { searchPath } from './programs.ts'

/** Versions of the host's programs that measurements are made with. */
export const hostTools = (exec: Exec, signal: AbortSignal): Promise<Readonly<Record<string, string>>> =>
  toolVersions(
    {
      iproute2: ['ip', '-V'],
      iperf3: ['iperf3', '--version'],
      curl: ['curl', '--version'],
      nginx: ['nginx', '-v'],
      'util-linux': ['unshare', '--version'],
    },
    (argv) => exec('env', [`PATH=${searchPath()}`, ...argv], { signal, onFailure: 'return' }),
  )
