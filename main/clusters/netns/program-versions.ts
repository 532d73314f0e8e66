import { LabError } from '../../system/errors.ts'
import type { Exec } from '../../system/exec.ts'
import { searchPath } from './programs.ts'

interface Needed {
  readonly oldest: readonly [major: number, minor: number]
  /** What an older one cannot do. */
  readonly lacks: string
}

/** Programs of which not every version will do. Source: the release notes of each. */
const needed: Readonly<Record<string, Needed>> = {
  iperf3: { oldest: [3, 2], lacks: '--connect-timeout' },
  curl: { oldest: [7, 75], lacks: '--write-out %{json} with exit codes' },
}

/** @throws LabError `missing-tool` of the first that is too old; one that does not tell its version is tried as it is */
export async function checkProgramVersions(exec: Exec, signal: AbortSignal): Promise<void> {
  for (const [program, { oldest, lacks }] of Object.entries(needed)) {
    const { stdout } = await exec('env', [`PATH=${searchPath()}`, program, '--version'], {
      signal,
      onFailure: 'return',
      timeoutMs: 10_000,
    })
    const [, major = '', minor = ''] = /\b(\d+)\.(\d+)/.exec(stdout) ?? []
    if (major === '' || isAtLeast([Number(major), Number(minor)], oldest)) continue
    throw new LabError({
      code: 'missing-tool',
      title: 'Cannot make clusters of network namespaces',
      message: `${program} is ${major}.${minor}; ${oldest.join('.')} or later is needed (${lacks}).`,
      hint: `Debian, Ubuntu: sudo apt-get install --only-upgrade ${program}. Fedora: sudo dnf upgrade ${program}.`,
    })
  }
}

const isAtLeast = ([major, minor]: readonly [number, number], [leastMajor, leastMinor]: readonly [number, number]) =>
  major > leastMajor || (major === leastMajor && minor >= leastMinor)
