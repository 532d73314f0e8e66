import { unlessAborted } from './unless-aborted.ts'

const last = new Map<string, Promise<unknown>>()

/**
 * Does works of one name one after another, in this process: the second user of a file finds what the first has made. Whether the
 * first succeeded does not matter to the second, since it may have been cancelled by another person.
 * @throws what `work` throws; the signal's reason when aborted while it waits
 */
export async function inTurn<T>(name: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const turn = (last.get(name) ?? Promise.resolve()).then(() => {
    signal.throwIfAborted()
    return work()
  })
  const settled = turn.catch(() => undefined)
  last.set(name, settled)
  void settled.then(() => {
    if (last.get(name) === settled) last.delete(name)
  })
  return await unlessAborted(turn, signal)
}
