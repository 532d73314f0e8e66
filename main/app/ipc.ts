import { ipcMain, type IpcMainEvent, type WebContents } from 'electron'
import type { CallMessage, ServerMessage } from '../api/contract.ts'
import { channels } from './channels.ts'
import { isTrustedSender } from './sender.ts'

/** What the shell hears from the page. */
export interface PageSpeech {
  /** A page has loaded: nothing that an earlier one asked is of account any more. */
  readonly hello: (page: WebContents) => void
  readonly call: (message: CallMessage) => void
}

export function setUpIpc(speech: PageSpeech): void {
  listen(channels.hello, (event) => {
    speech.hello(event.sender)
  })
  listen(channels.call, (_event, message) => {
    if (isCallMessage(message)) speech.call(message)
  })
}

function listen(channel: string, listener: (event: IpcMainEvent, value: unknown) => void): void {
  ipcMain.on(channel, (event, value: unknown) => {
    if (isTrustedSender(event.senderFrame)) listener(event, value)
  })
}

/** What a call asks for is checked by the service; this is what the shell itself relies on. */
function isCallMessage(value: unknown): value is CallMessage {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('call' in value)) return false
  return Number.isSafeInteger(value.id) && typeof value.call === 'string'
}

/** What the page hears from the shell. */
export interface Page {
  message(message: ServerMessage): void
  state(isConnected: boolean): void
  openRun(runId: string): void
}

export function pageOf(contents: () => WebContents | undefined): Page {
  const send = (channel: string, value: unknown) => {
    const page = contents()
    if (page && !page.isDestroyed()) page.send(channel, value)
  }
  return {
    message: (message) => {
      send(channels.message, message)
    },
    state: (isConnected) => {
      send(channels.state, isConnected)
    },
    openRun: (runId) => {
      send(channels.openRun, runId)
    },
  }
}
