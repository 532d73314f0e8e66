import { readFile } from 'node:fs/promises'
import { LabError } from '../../system/errors.ts'
import type { Privilege } from './privilege.ts'

/** What a host may forbid ordinary users' namespaces by, and how to allow them until the next start. */
const switches = [
  {
    setting: 'maxUserNamespaces',
    name: 'user.max_user_namespaces',
    forbidsAt: 0,
    message: 'This system allows no user namespaces',
    allowedAt: 15_000,
  },
  {
    // Debian's.
    setting: 'unprivilegedUsernsClone',
    name: 'kernel.unprivileged_userns_clone',
    forbidsAt: 0,
    message: 'This system allows user namespaces to root only',
    allowedAt: 1,
  },
  {
    // Ubuntu's, since 23.10.
    setting: 'apparmorRestrictsUserns',
    name: 'kernel.apparmor_restrict_unprivileged_userns',
    forbidsAt: 1,
    message: 'AppArmor restricts user namespaces of ordinary users, as Ubuntu ships it',
    allowedAt: 0,
  },
] as const

/** What the host says about namespaces for ordinary users; undefined where the kernel has no such switch. */
export type NamespaceSettings = Readonly<Partial<Record<(typeof switches)[number]['setting'], number | undefined>>>

export async function readNamespaceSettings(): Promise<NamespaceSettings> {
  const entries = switches.map(async ({ setting, name }) => {
    const text = await readFile(`/proc/sys/${name.replaceAll('.', '/')}`, 'utf8').catch(() => undefined)
    return [setting, text === undefined ? undefined : Number(text)] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

/** Why namespaces could not be made, as one sentence, and what allows them. */
function cause(settings: NamespaceSettings): { readonly message: string; readonly fix?: string } {
  const found = switches.find(({ setting, forbidsAt }) => settings[setting] === forbidsAt)
  if (!found)
    return {
      message: 'A sandbox around this program (a container, seccomp or a security module) forbids new namespaces.',
    }
  const { name, message, forbidsAt, allowedAt } = found
  return {
    message: `${message} (${name} is ${String(forbidsAt)}).`,
    fix: `sudo sysctl -w ${name}=${String(allowedAt)}`,
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
