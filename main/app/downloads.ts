import { basename, extname, join } from 'node:path'
import { app, session } from 'electron'

/** Whatever the page saves is asked for with the system's own dialog. */
export function setUpDownloads(): void {
  session.defaultSession.on('will-download', (_event, item) => {
    item.setSaveDialogOptions(saveOptions(item.getFilename(), app.getPath('downloads')))
  })
}

/** @param suggested the file name that the page suggests */
export function saveOptions(suggested: string, folder: string): Electron.SaveDialogOptions {
  const fileName = basename(suggested) || 'report'
  const extension = extname(fileName).slice(1).toLowerCase()
  const filters = extension === '' ? [] : [{ name: extension.toUpperCase(), extensions: [extension] }]
  return { defaultPath: join(folder, fileName), filters: [...filters, { name: 'All files', extensions: ['*'] }] }
}
