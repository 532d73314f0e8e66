import { readFile } from 'node:fs/promises'
import { LabError } from '../../system/errors.ts'
import type { Privilege } from './privilege.ts'

/** What the host says about namespaces for ordinary users; undefined where the kernel has no such switch. */
export interface NamespaceSettings {
  readonly maxUserNamespaces?: number | undefined
  /** Debian's switch. */
  readonly unprivilegedUsernsClone?: number | undefined
  /** Ubuntu's, since 23.10. */
  readonly apparmorRestrictsUserns?: number | undefined
}

const settingFiles = {
  maxUserNamespaces: '/proc/sys/user/max_user_namespaces',
  unprivilegedUsernsClone: '/proc/sys/kernel/unprivileged_userns_clone',
  apparmorRestrictsUserns: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
} as const satisfies Record<keyof NamespaceSettings, string>

export async function readNamespaceSettings(): Promise<NamespaceSettings> {
  const entries = Object.entries(settingFiles).map(async ([setting, file]) => [setting, await readNumber(file)])
  return Object.fromEntries(await Promise.all(entries)) as NamespaceSettings
}

async function readNumber(file: string): Promise<number | undefined> {
  try {
    return Number(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Why namespaces could not be made, as one sentence, and what allows them. */
function cause({ maxUserNamespaces, unprivilegedUsernsClone, apparmorRestrictsUserns }: NamespaceSettings) {
  if (maxUserNamespaces === 0)
    return {
      message: 'This system allows no user namespaces (user.max_user_namespaces is 0).',
      fix: 'sudo sysctl -w user.max_user_namespaces=15000',
    }
  if (unprivilegedUsernsClone === 0)
    return {
      message: 'This system allows user namespaces to root only (kernel.unprivileged_userns_clone is 0).',
      fix: 'sudo sysctl -w kernel.unprivileged_userns_clone=1',
    }
  if (apparmorRestrictsUserns === 1)
    return {
      message:
        'AppArmor restricts user namespaces of ordinary users (kernel.apparmor_restrict_unprivileged_userns is 1, as Ubuntu ships it).',
      fix: 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
    }
  return {
    message: 'A sandbox around this program (a container, seccomp or a security module) forbids new namespaces.',
  }
}

/** The error for namespaces that could not be made. `stderr` is what the try printed. */
export function namespacesForbidden(privilege: Privilege, settings: NamespaceSettings, stderr: string): LabError {
  const base = { code: 'namespaces-forbidden', title: 'Cannot make namespaces', stderrTail: stderr.trim() } as const
  switch (privilege) {
    case 'sudo':
      return new LabError({
        ...base,
        message: `sudo did not let this program make namespaces: ${stderr.trim().split('\n').at(-1) ?? ''}`,
        hint: 'If sudo asks for a password, run the whole command with sudo instead of with --sudo.',
      })
    case 'root':
      return new LabError({
        ...base,
        message: 'Even root may not make namespaces here: this is a container or sandbox without CAP_SYS_ADMIN.',
        hint: 'Run it on the host, or in a container started with --privileged.',
      })
    case 'user-namespace': {
      const { message, fix } = cause(settings)
      const allow = fix === undefined ? '' : ` Or allow them until the next start: ${fix}`
      return new LabError({ ...base, message, hint: `Use sudo: add --sudo to the command.${allow}` })
    }
  }
}
