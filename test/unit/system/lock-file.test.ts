import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { lockHolder, tryLock, type HeldLock, type LockHolder } from '../../../main/system/lock-file.ts'
import { thisProcess } from '../../../main/system/process-identity.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const aFile = () => join(temporaryFolder(), 'new', 'machine.lock')
const dead = { pid: 2 ** 22 + 1, startedAt: 'an earlier boot/1' }

function held(lock: HeldLock | LockHolder): HeldLock {
  if ('isHeld' in lock) return lock
  throw new Error(`it is held for ${lock.what}`)
}

/** A process that has asked for the lock, with what it said. */
async function anotherProcess(file: string, what: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'hold-lock.ts'), file, what], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: said.toString().trim() }
}

describe('a lock file', () => {
  it('is held by one, who is told to the others, until it is let go', () => {
    const file = aFile()
    {
      using _lock = held(tryLock(file, 'a run'))
      expect(tryLock(file, 'another run')).toMatchObject({ what: 'a run', process: thisProcess() })
      expect(lockHolder(file)).toMatchObject({ what: 'a run' })
    }
    expect(lockHolder(file)).toBeUndefined()
    using _again = held(tryLock(file, 'another run'))
    expect(lockHolder(file)?.what).toBe('another run')
    expect(readdirSync(dirname(file))).toEqual([basename(file)])
  })

  it('is let go also when the work throws', () => {
    const file = aFile()
    const work = () => {
      using _lock = held(tryLock(file, 'a run'))
      throw new Error('it went wrong')
    }
    expect(work).toThrow('it went wrong')
    expect(lockHolder(file)).toBeUndefined()
  })

  it('refuses another process, and is taken over from one that was killed', async () => {
    const file = aFile()
    const first = await anotherProcess(file, 'the first')
    expect(first.said).toBe('held')
    expect((await anotherProcess(file, 'the second')).said).toBe('refused by the first')
    expect(tryLock(file, 'a run')).toMatchObject({ what: 'the first', process: { pid: first.child.pid } })
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    expect(lockHolder(file)).toBeUndefined()
    using _lock = held(tryLock(file, 'a run'))
    expect(readdirSync(dirname(file))).toEqual([basename(file)])
  })

  it('is taken over from a dead one by one of those who come at the same time', async () => {
    const file = aFile()
    held(tryLock(file, 'a dead one', { self: dead }))
    const said = await Promise.all(['a', 'b', 'c', 'd'].map(async (what) => (await anotherProcess(file, what)).said))
    expect(said.filter((each) => each === 'held')).toHaveLength(1)
  })

  it('is not lost when the one who takes over dies of it', () => {
    const file = aFile()
    held(tryLock(file, 'a dead one', { self: dead }))
    const token = tokenOf(file)
    held(tryLock(`${file}.${token}.next`, 'another dead one', { self: dead }))
    using _lock = held(tryLock(file, 'a run'))
    expect(lockHolder(file)?.what).toBe('a run')
  })

  it('is anyone’s when it cannot be read', () => {
    const file = aFile()
    held(tryLock(file, 'a dead one', { self: dead }))
    writeFileSync(file, '{"token": "cut sh')
    expect(lockHolder(file)).toBeUndefined()
    using _lock = held(tryLock(file, 'a run'))
    expect(lockHolder(file)?.what).toBe('a run')
  })

  it('leaves alone what is another’s by now', () => {
    const file = aFile()
    const first = held(tryLock(file, 'a dead one', { self: dead }))
    using _lock = held(tryLock(file, 'a run'))
    first[Symbol.dispose]()
    expect(lockHolder(file)?.what).toBe('a run')
  })
})

const tokenOf = (file: string): string => lockHolder(file, () => true)?.token ?? ''
