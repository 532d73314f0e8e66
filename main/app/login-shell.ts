import type { Exec } from '../system/exec.ts'

type Environment = Record<string, string>

export interface Situation {
  readonly platform: string
  /** Started from a terminal, whose environment is the one wanted. */
  readonly isTerminal: boolean
}

const limitMs = 5_000
const mark = '__cnilab_environment__'

/**
 * What a terminal would have: programs that a desktop starts get a bare PATH, on which neither docker nor kind is found.
 * A shell that is slow, asks something or fails leaves things as they are.
 */
export async function loginShellEnvironment(
  exec: Exec,
  own: Readonly<Record<string, string | undefined>>,
  { platform, isTerminal }: Situation,
): Promise<Environment> {
  const given = defined(own)
  const shell = given.SHELL
  if (platform === 'win32' || isTerminal || !shell) return given
  try {
    const options = { timeoutMs: limitMs, doing: 'ask the login shell for its environment' }
    const { stdout } = await exec(shell, ['-ilc', `printf '%s' ${mark}; env -0; printf '%s' ${mark}`], options)
    const asked = parseEnvironment(stdout)
    return asked.PATH ? { ...asked, ...given, PATH: asked.PATH } : given
  } catch {
    return given
  }
}

/** Between the marks: what the shell's own start-up files print is of no account. */
export function parseEnvironment(stdout: string): Environment {
  const text = stdout.split(mark)[1] ?? ''
  const pairs = text.split('\0').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])
  return Object.fromEntries(pairs.filter(([name]) => name !== '')) as Environment
}

const defined = (environment: Readonly<Record<string, string | undefined>>): Environment =>
  Object.fromEntries(Object.entries(environment).filter((pair): pair is [string, string] => pair[1] !== undefined))
