import { describe, expect, it } from 'vitest'
import { loginShellEnvironment } from '../../../main/app/login-shell.ts'
import type { Exec } from '../../../main/system/exec.ts'

const own = { PATH: '/usr/bin:/bin', SHELL: '/bin/zsh', LANG: 'C', EMPTY: undefined }
const started = { platform: 'darwin', isTerminal: false }
const printing =
  (stdout: string): Exec =>
  () =>
    Promise.resolve({ stdout, stderr: '', exitCode: 0 })
const mark = '__cnilab_environment__'

describe('loginShellEnvironment', () => {
  it('takes the PATH of the login shell, whatever its start-up files print', async () => {
    const shell = printing(`Welcome!\n${mark}PATH=/opt/bin:/bin\0LANG=de\0DOCKER_HOST=unix:///a=b\0${mark}bye`)
    expect(await loginShellEnvironment(shell, own, started)).toEqual({
      PATH: '/opt/bin:/bin',
      SHELL: '/bin/zsh',
      LANG: 'C',
      DOCKER_HOST: 'unix:///a=b',
    })
  })

  it('keeps its own when the shell fails or says nothing', async () => {
    const kept = { PATH: own.PATH, SHELL: own.SHELL, LANG: 'C' }
    const failing: Exec = () => Promise.reject(new Error('timed out'))
    expect(await loginShellEnvironment(failing, own, started)).toEqual(kept)
    expect(await loginShellEnvironment(printing('% '), own, started)).toEqual(kept)
  })

  it('asks no shell where the environment is that of a terminal, or on Windows', async () => {
    const never: Exec = () => Promise.reject(new Error('must not be called'))
    const asked: string[] = []
    const noting: Exec = (file, ...rest) => {
      asked.push(file)
      return never(file, ...rest)
    }
    await loginShellEnvironment(noting, own, { platform: 'linux', isTerminal: true })
    await loginShellEnvironment(noting, own, { platform: 'win32', isTerminal: false })
    expect(asked).toEqual([])
    await loginShellEnvironment(noting, own, started)
    expect(asked).toEqual(['/bin/zsh'])
  })
})
