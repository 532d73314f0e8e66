import { contextBridge, ipcRenderer } from 'electron'
import type { ServerMessage } from '../main/api/contract.ts'
import { attachedToArgument, channels } from '../main/app/channels.ts'
import { Backlog } from './backlog.ts'
import type { LabBridge } from './bridge.ts'

const messages = new Backlog<ServerMessage>()
const runsToOpen = new Backlog<string>()
const stateListeners = new Set<(state: { connected: boolean }) => void>()
let connected = false

// The event holds the sender, which the page must not get: only what was sent is passed on.
ipcRenderer.on(channels.message, (_event, message: ServerMessage) => {
  messages.push(message)
})
ipcRenderer.on(channels.openRun, (_event, runId: string) => {
  runsToOpen.push(runId)
})
ipcRenderer.on(channels.state, (_event, isConnected: boolean) => {
  connected = isConnected
  for (const listener of stateListeners) listener({ connected })
})

const attachedTo = process.argv.find((argument) => argument.startsWith(attachedToArgument))

const bridge: LabBridge = {
  send: (message) => {
    ipcRenderer.send(channels.call, message)
  },
  onMessage: (listener) => messages.listen(listener),
  onState: (listener) => {
    stateListeners.add(listener)
    listener({ connected })
    return () => {
      stateListeners.delete(listener)
    }
  },
  shell: {
    platform: process.platform,
    attachedTo: attachedTo?.slice(attachedToArgument.length) ?? null,
    onOpenRun: (listener) => runsToOpen.listen(listener),
  },
}

contextBridge.exposeInMainWorld('labBridge', bridge)
ipcRenderer.send(channels.hello)
