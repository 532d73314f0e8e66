import { dialog, type BrowserWindow } from 'electron'
import { LabCallError } from '../api/client.ts'
import { toLabErrorDetails } from '../system/errors.ts'

/** Tells a failure where the page cannot. */
export async function showError(window: BrowserWindow | undefined, thrown: unknown, title: string): Promise<void> {
  const error = thrown instanceof LabCallError ? thrown.details : toLabErrorDetails(thrown, title)
  const detail = [error.message, error.hint, error.stderrTail].filter(Boolean).join('\n\n')
  const options = { type: 'error', title: 'CNI Lab', message: error.title, detail } as const
  await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options))
}
