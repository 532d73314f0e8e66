import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { isAlive, nobody, startTicks, thisProcess } from '../../../main/system/process-identity.ts'

describe('isAlive', () => {
  it('knows the process that asks', () => {
    expect(isAlive(thisProcess())).toBe(true)
  })

  it('knows that nobody is not', () => {
    expect(isAlive(nobody)).toBe(false)
  })

  it('tells a process from another one that has its pid', () => {
    expect(isAlive({ ...thisProcess(), startedAt: 'an earlier boot/1' })).toBe(false)
  })

  it('knows that a process has ended', async () => {
    const child = spawn(process.execPath, ['-e', ''])
    await once(child, 'exit')
    expect(isAlive({ pid: child.pid ?? -1, startedAt: thisProcess().startedAt })).toBe(false)
  })
})

describe('startTicks', () => {
  const stat = (name: string, state: string) =>
    `4711 (${name}) ${state} 1 4711 4711 0 -1 4194560 1 0 0 0 3 1 0 0 20 0 11 0 987654 1087 9 18446744073709551615`

  it.each(['node', 'my tool', 'a) R (b', ''])('counts fields behind the name, whatever it holds: "%s"', (name) => {
    expect(startTicks(stat(name, 'S'))).toBe('987654')
  })

  it('takes a process that only waits for its parent as ended', () => {
    expect(startTicks(stat('node', 'Z'))).toBeUndefined()
  })
})
