import { describe, expect, it } from 'vitest'
import { startLongProcess } from '../../../main/system/long-process.ts'

const waiting = { signal: new AbortController().signal, timeoutMs: 5_000 }
const shell = (script: string) => startLongProcess('sh', ['-c', script], { doing: 'try it' })

describe('a long process', () => {
  it('is listened to while it runs', async () => {
    await using process = await shell('echo hello; cat')
    const [line] = await process.waitForLine(/^hel+o$/, waiting)
    expect(line).toBe('hello')
    expect(process.end).toBeUndefined()
  })

  it('gives a line that was printed before it was asked for', async () => {
    await using process = await shell('echo first 1; echo second; cat')
    await process.waitForLine(/second/, waiting)
    expect((await process.waitForLine(/^first (\d)$/, waiting))[1]).toBe('1')
  })

  it('ends with its input when disposed', async () => {
    const cat = await startLongProcess('cat', [], { doing: 'try it' })
    await cat[Symbol.asyncDispose]()
    expect(cat.end?.how).toBe('ended with exit code 0')
  })

  it('tells how it ended, and the last words of its standard error', async () => {
    await using process = await shell('echo chatter; echo "bind: Address already in use" >&2; exit 3')
    expect(await process.exited).toEqual({ how: 'ended with exit code 3', outputTail: 'bind: Address already in use' })
  })

  it('is an error to wait for when it ends before', async () => {
    await using process = await shell('echo "Operation not permitted" >&2; exit 1')
    await expect(process.waitForLine(/ready/, waiting)).rejects.toMatchObject({
      details: { code: 'command-failed', title: 'Cannot try it', message: 'Operation not permitted' },
    })
  })

  it('is an error to wait for when it says nothing in time', async () => {
    await using cat = await startLongProcess('cat', [], { doing: 'try it' })
    await expect(cat.waitForLine(/ready/, { ...waiting, timeoutMs: 10 })).rejects.toMatchObject({
      details: { code: 'timed-out' },
    })
  })

  it("stops waiting for the signal's reason when aborted", async () => {
    await using cat = await startLongProcess('cat', [], { doing: 'try it' })
    const reason = new Error('stop')
    await expect(cat.waitForLine(/ready/, { ...waiting, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  it('is an error when there is no such program', async () => {
    await expect(startLongProcess('no-such-program', [], { doing: 'try it' })).rejects.toMatchObject({
      details: { code: 'missing-tool', title: 'Cannot try it' },
    })
  })
})
