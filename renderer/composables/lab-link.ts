import { until } from '@vueuse/core'
import { shallowRef } from 'vue'
import { LabChannel, LabCallError, type LabClient } from '../../main/api/client.ts'
import type { CallMessage, LabEvent, ServerMessage } from '../../main/api/contract.ts'
import type { LabErrorDetails } from '../../main/system/errors.ts'

/** `refused`: there is a service, and it does not know this browser. */
export type LinkState = 'connecting' | 'connected' | 'lost' | 'refused'

/** What a wire tells. It may be `lost` and `opened` any number of times: coming back is its own business. */
export interface WireListener {
  readonly opened: () => void
  readonly received: (message: ServerMessage) => void
  readonly lost: () => void
  /** After `lost`, where it is known that trying again does not help until a person does something. */
  readonly refused: () => void
}

/** Makes the way to the lab service: a WebSocket, or the bridge of the desktop window. */
export type Wire = (listener: WireListener) => { readonly send: (message: CallMessage) => void }

export interface LabLink {
  readonly client: LabClient
  readonly onEvents: (listener: (events: readonly LabEvent[]) => void) => () => void
  readonly start: (wire: Wire) => void
}

const patienceMs = 10_000

const unreachable = (message: string): LabErrorDetails => ({
  code: 'internal',
  title: 'Cannot reach the lab',
  message,
  hint: 'Reconnecting… In a browser, see whether `cnilab serve` still runs.',
})

/** A client whose calls wait for the connection instead of failing at once. */
export function createLabLink(onState: (state: LinkState) => void): LabLink {
  let send: ((message: CallMessage) => void) | undefined
  const isOpen = shallowRef(false)
  const channel = new LabChannel({
    send: (message) => send?.(message),
    opening: () => (isOpen.value ? undefined : opening()),
  })

  async function opening(): Promise<void> {
    try {
      await until(isOpen).toBe(true, { flush: 'sync', timeout: patienceMs, throwOnTimeout: true })
    } catch {
      throw new LabCallError(unreachable('The lab service does not answer.'))
    }
  }

  function start(wire: Wire): void {
    const opened = () => {
      isOpen.value = true
      onState('connected')
    }
    const lost = () => {
      isOpen.value = false
      channel.closed(unreachable('The connection broke before the answer came.'))
      onState('lost')
    }
    const received = (message: ServerMessage) => {
      channel.receive(message)
    }
    const refused = () => {
      onState('refused')
    }
    send = wire({ opened, lost, refused, received }).send
  }

  return { client: channel.client, onEvents: (listener) => channel.onEvents(listener), start }
}
