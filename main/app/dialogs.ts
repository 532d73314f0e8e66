import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron'
import { toLabErrorDetails } from '../system/errors.ts'

type Message = Omit<MessageBoxOptions, 'title'>

/** Above the window, where there is one. @returns which button was pressed */
export async function showMessage(window: BrowserWindow | undefined, message: Message): Promise<number> {
  const options = { ...message, title: 'CNI Lab' }
  return (await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options))).response
}

/** Tells a failure where the page cannot. */
export async function showError(window: BrowserWindow | undefined, thrown: unknown, title: string): Promise<void> {
  const error = toLabErrorDetails(thrown, title)
  const detail = [error.message, error.hint, error.stderrTail].filter(Boolean).join('\n\n')
  await showMessage(window, { type: 'error', message: error.title, detail })
}
