import { chmod, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { LabError } from '../system/errors.ts'
import { shellQuote, startDetached } from '../system/exec.ts'
import { findProgram } from '../system/find-program.ts'

export interface TerminalOptions {
  readonly platform: NodeJS.Platform
  readonly environment: NodeJS.ProcessEnv
  /** Path of the terminal emulator that was found; of no account but on Linux. */
  readonly terminal: string | undefined
  readonly kubeconfig: string
}

export interface TerminalCommand {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** Terminal emulators, the system's choice first, with what comes between the name and the command that it is to run. */
const emulators: Readonly<Record<string, readonly string[]>> = {
  'x-terminal-emulator': ['-e'],
  'gnome-terminal': ['--'],
  ptyxis: ['--'],
  kgx: ['--'],
  konsole: ['-e'],
  'xfce4-terminal': ['-x'],
  'mate-terminal': ['-x'],
  terminator: ['-x'],
  kitty: [],
  alacritty: ['-e'],
  foot: [],
  wezterm: ['start', '--'],
  xterm: ['-e'],
}

/** Opens a terminal in which kubectl speaks to the cluster. @throws LabError `missing-tool` | `command-failed` */
export async function openTerminal(name: string, kubeconfig: string): Promise<void> {
  const { platform, env: environment } = process
  const wanted = environment.TERMINAL ? [environment.TERMINAL] : []
  const terminal = platform === 'linux' ? await findProgram([...wanted, ...Object.keys(emulators)]) : undefined
  const command = terminalCommand({ platform, environment, terminal, kubeconfig })
  if (!command) throw noTerminal(name, terminal !== undefined)
  if (platform === 'darwin') await writeScript(kubeconfig)
  await startDetached(command.file, command.args, { env: command.env, doing: 'open a terminal' })
}

/** The command that opens it, or nothing where there is no terminal emulator or no screen. */
export function terminalCommand(options: TerminalOptions): TerminalCommand | undefined {
  const { platform, environment, terminal, kubeconfig } = options
  const env = { KUBECONFIG: kubeconfig }
  if (platform === 'darwin') return { file: 'open', args: ['-a', 'Terminal', scriptBeside(kubeconfig)], env }
  // The first word after `start` is the window's title.
  if (platform === 'win32') return { file: 'cmd.exe', args: ['/c', 'start', 'CNI Lab', 'cmd.exe', '/k'], env }
  if (!terminal || !(environment.DISPLAY ?? environment.WAYLAND_DISPLAY)) return undefined
  // A terminal that is there already opens one more window, with its own variables instead of ours.
  const shell = ['env', `KUBECONFIG=${kubeconfig}`, environment.SHELL ?? '/bin/sh']
  return { file: terminal, args: [...(emulators[basename(terminal)] ?? ['-e']), ...shell], env }
}

/** macOS' Terminal runs a file of this ending. */
const scriptBeside = (kubeconfig: string): string => join(dirname(kubeconfig), 'shell.command')

async function writeScript(kubeconfig: string): Promise<void> {
  const script = scriptBeside(kubeconfig)
  await writeFile(script, `#!/bin/sh\n${shellQuote('export', [`KUBECONFIG=${kubeconfig}`])}\nexec "$SHELL"\n`)
  await chmod(script, 0o700)
}

const noTerminal = (name: string, isInstalled: boolean): LabError =>
  new LabError({
    code: 'missing-tool',
    title: `Cannot open a terminal for ${name}`,
    message: isInstalled ? 'the lab runs without a screen here.' : 'no terminal emulator was found.',
    hint: 'In a terminal of your own, run the command below.',
    command: shellQuote('cnilab', ['clusters', 'shell', name]),
  })
