import { join } from 'node:path'
import { LabError, messageOf } from '../system/errors.ts'
import type { Exec } from '../system/exec.ts'

type Environment = Record<string, string>

export interface Situation {
  readonly platform: string
  /** Started from a terminal, whose environment is the one wanted. */
  readonly isTerminal: boolean
}

/** Version managers and completions take their time; a shell that is slower than the first of these is asked once more. */
const limitsMs = [5_000, 20_000]
const mark = '__cnilab_environment__'

/**
 * What a terminal would have: programs that a desktop starts get a bare PATH, on which neither docker nor kind is found.
 * A shell that does not answer is told; the folders where engines and tools usually are then stand behind its own PATH.
 */
export async function loginShellEnvironment(
  exec: Exec,
  own: Readonly<Record<string, string | undefined>>,
  { platform, isTerminal }: Situation,
  tell: (line: string) => void = () => undefined,
): Promise<Environment> {
  const given = defined(own)
  if (platform === 'win32' || isTerminal) return given
  const asked = given.SHELL === undefined ? undefined : await askShell(exec, given.SHELL, tell)
  return asked ? { ...asked, ...given, PATH: asked.PATH } : { ...given, PATH: withUsualPlaces(given) }
}

async function askShell(
  exec: Exec,
  shell: string,
  tell: (line: string) => void,
): Promise<(Environment & { PATH: string }) | undefined> {
  for (const timeoutMs of limitsMs) {
    try {
      const options = { timeoutMs, doing: 'ask the login shell for its environment' }
      const { stdout } = await exec(shell, ['-ilc', `printf '%s' ${mark}; env -0; printf '%s' ${mark}`], options)
      const asked = parseEnvironment(stdout)
      if (asked.PATH) return { ...asked, PATH: asked.PATH }
      tell(`The login shell ${shell} told no PATH; the usual folders are looked through.`)
      return undefined
    } catch (error) {
      tell(`The login shell ${shell} did not tell its environment: ${messageOf(error)}`)
      if (!(error instanceof LabError) || error.details.code !== 'timed-out') return undefined
    }
  }
  return undefined
}

/** Where installers of engines and tools put their programs, on macOS and Linux. */
const usualPlaces = (home: string) => [
  ...[
    '/usr/local/bin',
    '/opt/homebrew/bin',
    '/Applications/Docker.app/Contents/Resources/bin',
    '/opt/podman/bin',
    '/snap/bin',
  ],
  ...(home === ''
    ? []
    : ['.docker/bin', '.orbstack/bin', '.rd/bin', '.local/bin', 'go/bin'].map((each) => join(home, each))),
]

const withUsualPlaces = ({ PATH = '', HOME = '' }: Environment): string =>
  [...new Set([...PATH.split(':').filter((each) => each !== ''), ...usualPlaces(HOME)])].join(':')

/** Between the marks: what the shell's own start-up files print is of no account. */
export function parseEnvironment(stdout: string): Environment {
  const text = stdout.split(mark)[1] ?? ''
  const pairs = text.split('\0').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])
  return Object.fromEntries(pairs.filter(([name]) => name !== '')) as Environment
}

const defined = (environment: Readonly<Record<string, string | undefined>>): Environment =>
  Object.fromEntries(Object.entries(environment).filter((pair): pair is [string, string] => pair[1] !== undefined))
