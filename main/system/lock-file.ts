import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import {
  isAlive as isProcessAlive,
  nobody,
  thisProcess,
  type IsAlive,
  type ProcessIdentity,
} from './process-identity.ts'

const holderSchema = z.object({
  /** Of this one taking of the lock, so that it is told from every other. */
  token: z.string(),
  what: z.string(),
  since: z.string(),
  process: z.object({ pid: z.number(), startedAt: z.string() }),
})

/** Who holds a lock: what it is taken for, by which process, since when (ISO). */
export type LockHolder = Readonly<z.infer<typeof holderSchema>>

export interface LockIdentity {
  readonly self?: ProcessIdentity
  readonly isAlive?: IsAlive
}

/** A lock that is held until it is disposed of. */
export interface HeldLock extends Disposable {
  readonly isHeld: true
}

/** A file that nobody could have written whole: its holder is nobody, and anyone may take it. */
const damaged: LockHolder = { token: 'damaged', what: '', since: '', process: nobody }

/** Who holds the lock now; undefined where nobody does, or nobody who is alive. */
export function lockHolder(file: string, isAlive: IsAlive = isProcessAlive): LockHolder | undefined {
  const holder = readHolder(file)
  return holder && isAlive(holder.process) ? holder : undefined
}

/**
 * Takes a lock for this process, also from a holder that has died; or tells who holds it. The lock is a file that is linked to its
 * place whole, which only one can do.
 */
export function tryLock(file: string, what: string, identity: LockIdentity = {}): HeldLock | LockHolder {
  const { self = thisProcess(), isAlive = isProcessAlive } = identity
  const own: LockHolder = { token: randomUUID(), what, since: new Date().toISOString(), process: self }
  const whole = `${file}.${own.token}`
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(whole, JSON.stringify(own))
  try {
    while (!linked(whole, file)) {
      const holder = readHolder(file)
      if (!holder) continue
      if (isAlive(holder.process)) return holder
      // Of those who see the same dead holder one takes its place; that one may die of it, too.
      const turn = tryLock(`${file}.${holder.token}.next`, what, identity)
      if (!('isHeld' in turn)) return turn
      using _turn = turn
      if (readHolder(file)?.token !== holder.token) continue
      renameSync(whole, file)
      break
    }
    return heldUntilDisposed(file, own)
  } finally {
    rmSync(whole, { force: true })
  }
}

const heldUntilDisposed = (file: string, { token }: LockHolder): HeldLock => ({
  isHeld: true,
  [Symbol.dispose]: () => {
    if (readHolder(file)?.token === token) rmSync(file, { force: true })
  },
})

/** @returns whether the place was free */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function readHolder(file: string): LockHolder | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  try {
    return holderSchema.parse(JSON.parse(text))
  } catch {
    return damaged
  }
}
