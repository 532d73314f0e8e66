import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Cancelled } from '../../../main/system/errors.ts'
import { exec, shellQuote, startDetached, tail } from '../../../main/system/exec.ts'
import { detailsOf } from '../error-details.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const shell = (script: string, options?: Parameters<typeof exec>[2]) => exec('sh', ['-c', script], options)

describe('exec', () => {
  it('gives back what was printed and the exit code', async () => {
    expect(await shell('echo out; echo err >&2')).toEqual({ stdout: 'out\n', stderr: 'err\n', exitCode: 0 })
  })

  it('gives lines as they come, while the process still runs', async () => {
    const cancelling = new AbortController()
    const lines: string[] = []
    const running = shell('echo one; printf "two\\n" >&2; exec sleep 60', {
      signal: cancelling.signal,
      onStdoutLine: (line) => lines.push(line),
      onStderrLine: (line) => {
        lines.push(line)
        if (lines.length === 2) cancelling.abort(new Cancelled())
      },
    })
    await expect(running).rejects.toBeInstanceOf(Cancelled)
    expect(lines.sort()).toEqual(['one', 'two'])
  })

  it('passes input and environment on', async () => {
    const { stdout } = await shell('cat; echo "$KIND_EXPERIMENTAL_PROVIDER"', {
      input: 'a config\n',
      env: { KIND_EXPERIMENTAL_PROVIDER: 'podman' },
    })
    expect(stdout).toBe('a config\npodman\n')
  })

  it('gives no input where there is none, instead of waiting for the terminal', async () => {
    expect((await exec('cat', [])).stdout).toBe('')
  })

  it('ends a process and what it has started when it is cancelled', async () => {
    const pidFile = join(temporaryFolder(), 'pid')
    const cancelling = new AbortController()
    const reason = new Cancelled()
    const running = shell(
      `sh -c 'echo $$ > ${pidFile}.new; mv ${pidFile}.new ${pidFile}; echo ready; sleep 60' & wait`,
      {
        signal: cancelling.signal,
        onStdoutLine: () => {
          cancelling.abort(reason)
        },
      },
    )
    await expect(running).rejects.toBe(reason)
    const grandchild = Number(readFileSync(pidFile, 'utf8'))
    await expect.poll(() => isRunning(grandchild)).toBe(false)
  })

  it('starts nothing when it is cancelled already', async () => {
    const file = join(temporaryFolder(), 'touched')
    const reason = new Cancelled()
    await expect(exec('touch', [file], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(existsSync(file)).toBe(false)
  })

  it('ends a process that takes too long', async () => {
    const details = await detailsOf(() => exec('sleep', ['60'], { timeoutMs: 50, doing: 'wait', hint: 'Be patient.' }))
    expect(details).toMatchObject({
      code: 'timed-out',
      title: 'Cannot wait',
      message: 'sleep did not end within 0.05 s.',
      hint: 'Be patient.',
      command: 'sleep 60',
    })
  })

  it.each(['throw', 'return'] as const)('ends what prints without end, and names the limit (%s)', async (onFailure) => {
    const printing = () => exec('cat', ['/dev/zero'], { mostOutputBytes: 1024 ** 2, onFailure })
    const details = await detailsOf(printing)
    expect(details).toMatchObject({ code: 'command-failed', message: 'cat printed more than 1 MiB, and was ended.' })
  })

  it('says which program is not installed', async () => {
    expect(await detailsOf(() => exec('no-such-program', ['-x']))).toMatchObject({
      code: 'missing-tool',
      message: 'no-such-program is not installed or not on PATH.',
    })
  })

  it('tells a failure by its exit code, its last line and its last words', async () => {
    const details = await detailsOf(() => shell('seq 1 20 >&2; echo "no space left" >&2; exit 7', { doing: 'save it' }))
    expect(details).toMatchObject({
      code: 'command-failed',
      title: 'Cannot save it',
      message: 'no space left',
      exitCode: 7,
    })
    expect(details.stderrTail?.split('\n')).toHaveLength(12)
    expect(details.command).toMatch(/^sh -c '/)
  })

  it('gives a failure back as a result where that is asked for', async () => {
    expect((await shell('exit 5', { onFailure: 'return' })).exitCode).toBe(5)
  })

  it('says that a process was ended by a signal', async () => {
    expect(await detailsOf(() => shell('kill -9 $$'))).toMatchObject({
      code: 'command-failed',
      message: 'sh was ended by SIGKILL.',
    })
  })
})

describe('shellQuote', () => {
  it('leaves plain words alone', () => {
    expect(shellQuote('kind', ['create', '--name=a/b:1', "it's"])).toBe(`kind create --name=a/b:1 'it'\\''s'`)
  })

  it('gives a line from which a shell reads the same words', async () => {
    const words = fc.array(
      fc.string({ unit: 'binary', maxLength: 12 }).filter((word) => !word.includes('\0') && word.isWellFormed()),
      { minLength: 1, maxLength: 6 },
    )
    await fc.assert(
      fc.asyncProperty(words, async (args) => {
        const { stdout } = await exec('sh', ['-c', shellQuote('printf', ['%s\\0', ...args])])
        expect(stdout.split('\0').slice(0, -1)).toEqual(args)
      }),
      { numRuns: 40 },
    )
  })
})

describe('startDetached', () => {
  const start = (script: string, env = {}) => startDetached('sh', ['-c', script], { env, doing: 'open a terminal' })

  it('leaves a program behind that has its variables and a session of its own', async () => {
    const file = join(temporaryFolder(), 'who')
    await start('echo "$GREETING $$ $(ps -o sid= -p $$)" >"$FILE"; sleep 1', { GREETING: 'hello', FILE: file })
    const [greeting, pid, session] = readFileSync(file, 'utf8').trim().split(/ +/)
    expect(greeting).toBe('hello')
    expect(session).toBe(pid)
    process.kill(Number(pid))
  })

  it('takes a program that has done its work at once for started', async () => {
    await expect(start('exit 0')).resolves.toBeUndefined()
  })

  it('tells of one that fails at once, and of one that is not there', async () => {
    expect(await detailsOf(() => start('exit 3'))).toMatchObject({
      code: 'command-failed',
      title: 'Cannot open a terminal',
      exitCode: 3,
    })
    const details = await detailsOf(() => startDetached('no-such-terminal', [], { env: {}, doing: 'open a terminal' }))
    expect(details.code).toBe('missing-tool')
  })
})

describe('tail', () => {
  it('gives the last lines, without those that are empty at the end', () => {
    expect(tail('a\nb\nc\n\n', 2)).toBe('b\nc')
  })
})

/** Whether a process is there and not only waiting for its parent. */
function isRunning(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${String(pid)}/stat`, 'utf8').includes(') Z')
  } catch {
    return false
  }
}
