import type { ServerMessage } from '../../main/api/contract.ts'
import type { Wire } from './lab-link.ts'

/** Waits between attempts; the last one is repeated. */
const delaysMs = [250, 500, 1000, 2000, 4000, 8000]

/**
 * A WebSocket that is opened anew, ever less often, whenever it closes. It is not told why; the page's own address tells whether the
 * service is there and does not know this browser, as after it was started anew.
 */
export const socketWire =
  (url: string, pageUrl: string): Wire =>
  (listener) => {
    let socket: WebSocket
    let failures = 0
    let state: 'opened' | 'lost' | 'refused' | undefined

    function become(next: 'opened' | 'lost' | 'refused'): void {
      if (state === next) return
      state = next
      listener[next]()
    }

    function open(): void {
      socket = new WebSocket(url)
      socket.addEventListener('open', () => {
        failures = 0
        become('opened')
      })
      socket.addEventListener('message', ({ data }) => {
        listener.received(JSON.parse(String(data)) as ServerMessage)
      })
      // An error is always followed by this.
      socket.addEventListener('close', () => {
        // Once refused it stays so until it is known to be otherwise, rather than change with each attempt.
        if (state !== 'refused') become('lost')
        void findOut()
        setTimeout(open, delaysMs[failures] ?? delaysMs.at(-1))
        failures++
      })
    }

    async function findOut(): Promise<void> {
      const isUnknown = await isUnknownAt(pageUrl)
      if (state !== 'opened') become(isUnknown ? 'refused' : 'lost')
    }

    open()
    return {
      send: (message) => {
        socket.send(JSON.stringify(message))
      },
    }
  }

async function isUnknownAt(pageUrl: string): Promise<boolean> {
  try {
    return (await fetch(pageUrl, { method: 'HEAD', cache: 'no-store' })).status === 401
  } catch {
    return false
  }
}

/** `/socket` beside the page, encrypted where the page is. */
export const socketUrl = ({ protocol, host }: { readonly protocol: string; readonly host: string }): string =>
  `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/socket`
