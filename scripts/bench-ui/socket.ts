import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { CallName, CallMessage } from '../../main/api/contract.ts'

export interface Socket extends AsyncDisposable {
  /** How long a call takes from being sent to its answer. @throws Error when the answer is one */
  timeOf(call: CallName, input?: unknown): Promise<number>
}

/** A client without a page, let in by a lab's link. */
export async function connectSocket(link: string): Promise<Socket> {
  const { origin, host } = new URL(link)
  const { headers } = await fetch(link, { redirect: 'manual' })
  const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';')
  const socket = new WebSocket(`ws://${host}/socket`, { headers: { cookie }, origin })
  await once(socket, 'open')
  let id = 0
  return {
    timeOf: async (call, input) => {
      const asked: CallMessage = { id: id++, call, input }
      const began = performance.now()
      socket.send(JSON.stringify(asked))
      const answer = await answerTo(socket, asked.id)
      if (!answer.includes('"ok":true')) throw new Error(`${call}: ${answer.slice(0, 400)}`)
      return performance.now() - began
    },
    [Symbol.asyncDispose]: async () => {
      socket.close()
      await once(socket, 'close')
    },
  }
}

async function answerTo(socket: WebSocket, id: number): Promise<string> {
  for (;;) {
    const [data] = (await once(socket, 'message')) as [Buffer]
    const text = data.toString()
    if (text.startsWith(`{"id":${String(id)},`)) return text
  }
}
