import { ipcMain, type WebContents } from 'electron'
import { callMessageSchema } from '../api/call-message.ts'
import type { CallMessage, ServerMessage } from '../api/contract.ts'
import { channels } from './channels.ts'
import { isTrustedSender } from './sender.ts'

/** What the shell hears from the page. */
export interface PageSpeech {
  /** A page has loaded: nothing that an earlier one asked is of account any more. */
  readonly hello: () => void
  readonly call: (message: CallMessage) => void
}

export function setUpIpc(speech: PageSpeech): void {
  listen(channels.hello, speech.hello)
  listen(channels.call, (message) => {
    const call = callMessageSchema.safeParse(message)
    if (call.success) speech.call(call.data)
  })
}

function listen(channel: string, listener: (value: unknown) => void): void {
  ipcMain.on(channel, ({ senderFrame }, value: unknown) => {
    if (isTrustedSender(senderFrame)) listener(value)
  })
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
