import { describe, expect, it } from 'vitest'
import { terminalCommand, type TerminalOptions } from '../../../main/lab/open-terminal.ts'

const onLinux = (terminal: string | undefined, environment: NodeJS.ProcessEnv = { DISPLAY: ':0', SHELL: '/bin/zsh' }) =>
  ({ platform: 'linux', environment, terminal, kubeconfig: '/data/clusters/a b/kubeconfig' }) satisfies TerminalOptions

describe('the command that opens a terminal', () => {
  const shell = ['env', 'KUBECONFIG=/data/clusters/a b/kubeconfig', '/bin/zsh']

  it.each([
    ['/usr/bin/x-terminal-emulator', ['-e', ...shell]],
    ['/usr/bin/gnome-terminal', ['--', ...shell]],
    ['/usr/bin/xfce4-terminal', ['-x', ...shell]],
    ['/usr/bin/kitty', shell],
    ['/usr/bin/wezterm', ['start', '--', ...shell]],
    ['/opt/a-terminal-nobody-knows', ['-e', ...shell]],
  ])('gives %s a shell with the kubeconfig', (terminal, args) => {
    expect(terminalCommand(onLinux(terminal))).toMatchObject({ file: terminal, args })
  })

  it('opens the system’s own shell where none is set, on Wayland too', () => {
    const command = terminalCommand(onLinux('/usr/bin/foot', { WAYLAND_DISPLAY: 'wayland-0' }))
    expect(command?.args.at(-1)).toBe('/bin/sh')
  })

  it('is none without a terminal emulator, or without a screen', () => {
    expect(terminalCommand(onLinux(undefined))).toBeUndefined()
    expect(terminalCommand(onLinux('/usr/bin/xterm', {}))).toBeUndefined()
  })

  it('runs a file beside the kubeconfig on macOS, and a new window on Windows', () => {
    const on = (platform: NodeJS.Platform) => terminalCommand({ ...onLinux(undefined, {}), platform })
    expect(on('darwin')).toMatchObject({ file: 'open', args: ['-a', 'Terminal', '/data/clusters/a b/shell.command'] })
    expect(on('win32')).toMatchObject({
      file: 'cmd.exe',
      args: ['/c', 'start', 'CNI Lab', 'cmd.exe', '/k'],
      env: { KUBECONFIG: '/data/clusters/a b/kubeconfig' },
    })
  })
})
