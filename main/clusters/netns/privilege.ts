import { searchPath } from './programs.ts'

/**
 * By what right namespaces are made: `root` may; `user-namespace` makes a namespace in which an ordinary user may; `sudo` gives the
 * right to each command.
 */
export type Privilege = 'root' | 'user-namespace' | 'sudo'

export function privilegeOf({ isRoot, viaSudo }: { readonly isRoot: boolean; readonly viaSudo: boolean }): Privilege {
  if (isRoot) return 'root'
  return viaSudo ? 'sudo' : 'user-namespace'
}

interface Command {
  readonly file: string
  readonly args: readonly string[]
}

type Environment = Readonly<Record<string, string>>

/** The command as it must be started for the privilege to hold. Variables go by `env`, because sudo drops the caller's. */
function privileged(privilege: Privilege, argv: readonly string[], environment: Environment = {}): Command {
  const variables = { PATH: searchPath(), ...environment }
  const words = ['env', ...Object.entries(variables).map(([name, value]) => `${name}=${value}`), ...argv]
  // -n: these processes have no terminal to ask for a password at.
  return privilege === 'sudo' ? { file: 'sudo', args: ['-n', ...words] } : { file: 'env', args: words.slice(1) }
}

/** `argv` in new namespaces of mounts, networks and processes; it does not outlive `unshare`. */
export function unshareCommand(privilege: Privilege, argv: readonly string[]): Command {
  const user = privilege === 'user-namespace' ? ['--user', '--map-root-user'] : []
  return privileged(privilege, ['unshare', ...user, '--mount', '--net', '--pid', '--fork', '--kill-child', ...argv])
}

/** Files that stand for a Pod's own network and mounts, inside the cluster's file system. */
export interface NamespaceFiles {
  readonly net: string
  readonly mount: string
}

/** `argv` in the namespaces of the process `target`, or in those of a Pod beside it. */
export function nsenterCommand(
  privilege: Privilege,
  target: number,
  argv: readonly string[],
  {
    files,
    environment,
  }: { readonly files?: NamespaceFiles | undefined; readonly environment?: Environment | undefined } = {},
): Command {
  const root = `/proc/${String(target)}/root`
  const user = privilege === 'user-namespace' ? ['--user', '--preserve-credentials'] : []
  const own = files ? [`--net=${root}${files.net}`, `--mount=${root}${files.mount}`] : ['--net', '--mount']
  return privileged(privilege, ['nsenter', '--target', String(target), ...user, '--pid', ...own, ...argv], environment)
}
