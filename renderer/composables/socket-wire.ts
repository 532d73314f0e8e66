import type { ServerMessage } from '../../main/api/contract.ts'
import type { Wire } from './lab-link.ts'

/** Waits between attempts; the last one is repeated. */
const delaysMs = [250, 500, 1000, 2000, 4000, 8000]

/** A WebSocket that is opened anew, ever less often, whenever it closes. */
export const socketWire =
  (url: string): Wire =>
  ({ opened, lost, received }) => {
    let socket: WebSocket
    let failures = 0

    function open(): void {
      socket = new WebSocket(url)
      socket.addEventListener('open', () => {
        failures = 0
        opened()
      })
      socket.addEventListener('message', ({ data }) => {
        received(JSON.parse(String(data)) as ServerMessage)
      })
      // An error is always followed by this.
      socket.addEventListener('close', () => {
        lost()
        setTimeout(open, delaysMs[failures] ?? delaysMs.at(-1))
        failures++
      })
    }

    open()
    return {
      send: (message) => {
        socket.send(JSON.stringify(message))
      },
    }
  }

/** `/socket` beside the page, encrypted where the page is. */
export const socketUrl = ({ protocol, host }: { readonly protocol: string; readonly host: string }): string =>
  `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/socket`
