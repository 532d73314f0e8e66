import type { LabBridge } from '../../preload/bridge.ts'
import type { Wire } from './lab-link.ts'

/** Through the desktop shell, which starts the lab service anew whenever it ends. */
export const bridgeWire =
  (bridge: LabBridge): Wire =>
  ({ opened, lost, received }) => {
    let wasConnected = false
    bridge.onMessage(received)
    bridge.onState(({ connected }) => {
      if (connected) opened()
      else if (wasConnected) lost()
      wasConnected = connected
    })
    return {
      send: (message) => {
        bridge.send(message)
      },
    }
  }
