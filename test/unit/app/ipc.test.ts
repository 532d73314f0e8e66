import { expect, test, vi } from 'vitest'
import { channels } from '../../../main/app/channels.ts'
import { pageAddress } from '../../../main/app/page-address.ts'

type Listener = (event: unknown, value: unknown) => void
const listeners = new Map<string, Listener>()
vi.mock('electron', () => ({
  ipcMain: { on: (channel: string, listener: Listener) => listeners.set(channel, listener) },
}))

test('hears every call that a page can make, and nothing else', async () => {
  const { setUpIpc } = await import('../../../main/app/ipc.ts')
  const heard: unknown[] = []
  setUpIpc({ hello: () => undefined, call: (message) => heard.push(message) })
  const say = (value: unknown) =>
    listeners.get(channels.call)?.({ senderFrame: { url: pageAddress, parent: null } }, value)

  say({ id: 1, call: 'task:list' })
  say({ id: 2, call: 'run:show', input: { runId: 'a' } })
  for (const bad of [undefined, 'task:list', { call: 'task:list' }, { id: 0.5, call: 'task:list' }, { id: 3 }]) say(bad)

  expect(heard).toEqual([
    { id: 1, call: 'task:list' },
    { id: 2, call: 'run:show', input: { runId: 'a' } },
  ])
})
