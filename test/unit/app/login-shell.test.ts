import { describe, expect, it } from 'vitest'
import { loginShellEnvironment } from '../../../main/app/login-shell.ts'
import { LabError } from '../../../main/system/errors.ts'
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

  const usual =
    /^\/usr\/bin:\/bin:\/usr\/local\/bin:\/opt\/homebrew\/bin:.*\/home\/mona\/\.orbstack\/bin:\/home\/mona\/\.rd\/bin/
  const atHome = { ...own, HOME: '/home/mona' }

  it('looks into the usual places, and tells why, when the shell fails or says nothing', async () => {
    const told: string[] = []
    const failing: Exec = () => Promise.reject(new Error('no such shell'))
    for (const exec of [failing, printing('% ')]) {
      const { PATH, SHELL } = await loginShellEnvironment(exec, atHome, started, (line) => told.push(line))
      expect(PATH).toMatch(usual)
      expect(SHELL).toBe(own.SHELL)
    }
    expect(told).toEqual([
      'The login shell /bin/zsh did not tell its environment: no such shell',
      'The login shell /bin/zsh told no PATH; the usual folders are looked through.',
    ])
  })

  it('asks a slow shell once more, and waits longer', async () => {
    const limits: (number | undefined)[] = []
    const told: string[] = []
    const slow: Exec = (file, _, { timeoutMs } = {}) => {
      limits.push(timeoutMs)
      if (limits.length > 1) return printing(`${mark}PATH=/opt/bin\0${mark}`)(file, [])
      return Promise.reject(new LabError({ code: 'timed-out', title: 'x', message: 'zsh did not end within 5 s.' }))
    }
    const { PATH } = await loginShellEnvironment(slow, atHome, started, (line) => told.push(line))
    expect({ PATH, limits }).toEqual({ PATH: '/opt/bin', limits: [5_000, 20_000] })
    expect(told[0]).toContain('did not end within 5 s')
  })

  it('looks into the usual places where there is no shell, each once', async () => {
    const never: Exec = () => Promise.reject(new Error('must not be called'))
    const { PATH = '' } = await loginShellEnvironment(never, { PATH: '/usr/local/bin' }, started)
    expect(PATH.split(':').filter((each) => each === '/usr/local/bin')).toHaveLength(1)
    expect(PATH).toContain('/Applications/Docker.app/')
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
