import { delimiter, isAbsolute } from 'node:path'
import { LabError } from '../../system/errors.ts'
import { findProgram } from '../../system/find-program.ts'

/** Folders that hold `ip` and `nginx` on some systems and are not on every user's PATH. */
const systemFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/bin', '/bin']

/** PATH with the folders for system programs behind it. */
export function searchPath(path = process.env.PATH ?? ''): string {
  return [...new Set([...path.split(delimiter).filter(isAbsolute), ...systemFolders])].join(delimiter)
}

/** Program → the package that has it, by the system's package manager. */
const packages = {
  ip: { apt: 'iproute2', dnf: 'iproute' },
  bridge: { apt: 'iproute2', dnf: 'iproute' },
  ss: { apt: 'iproute2', dnf: 'iproute' },
  unshare: { apt: 'util-linux', dnf: 'util-linux' },
  nsenter: { apt: 'util-linux', dnf: 'util-linux-core' },
  mount: { apt: 'mount', dnf: 'util-linux-core' },
  iperf3: { apt: 'iperf3', dnf: 'iperf3' },
  curl: { apt: 'curl', dnf: 'curl' },
  nginx: { apt: 'nginx-light', dnf: 'nginx' },
} as const satisfies Record<string, { apt: string; dnf: string }>

export type NeededProgram = keyof typeof packages
export const neededPrograms = Object.keys(packages) as readonly NeededProgram[]

/** Those of the needed programs that are in none of the folders of `path`. */
export async function missingPrograms(path: string): Promise<readonly NeededProgram[]> {
  const found = await Promise.all(neededPrograms.map((program) => findProgram([program], path)))
  return neededPrograms.filter((_, index) => found[index] === undefined)
}

/** The error for `missing` programs, with the commands that install them. */
export function missingProgramsError(missing: readonly NeededProgram[]): LabError {
  const install = (manager: 'apt' | 'dnf') =>
    [...new Set(missing.map((program) => packages[program][manager]))].join(' ')
  return new LabError({
    code: 'missing-tool',
    title: 'Cannot make clusters of network namespaces',
    message: `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not installed.`,
    hint: `Debian, Ubuntu: sudo apt-get install ${install('apt')}. Fedora: sudo dnf install ${install('dnf')}.`,
  })
}
